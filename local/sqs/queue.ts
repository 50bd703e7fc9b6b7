import { randomUUID } from "node:crypto";
import { openMessageFiles } from "#local/sqs/message-files.ts";
import { type Message, type MessageAttribute } from "#local/sqs/message.ts";

export type QueueSettings = {
  readonly name: string;
  readonly dir: string;
  readonly visibilityTimeoutMs: number;
  readonly retentionMs: number;
  /** A message received `maxReceiveCount` times and not deleted goes to `to` instead of out again. */
  readonly redrive?: { readonly to: Queue; readonly maxReceiveCount: number };
};

type NewMessage = {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  readonly delayMs?: number;
  /** Holds it back from the start: nobody receives it before `release` or `releaseHeldBy`. */
  readonly holder?: string;
};

type ReceiveOptions = {
  readonly max: number;
  readonly visibilityMs: number;
  /** How long to wait for a first message. */
  readonly waitMs: number;
  /** Names a part of this cloud that dies with it; see `releaseHeldBy`. */
  readonly holder?: string;
  readonly signal?: AbortSignal;
};

/** A standard queue that survives `kill -9`: every change is on disk before the caller hears of it. */
export type Queue = {
  readonly settings: QueueSettings;
  /** Can be received at once; resolves when a power cut could not take it away any more. */
  send(input: NewMessage): Promise<Message>;
  /** Takes over a message of another queue, in nobody's hands; it keeps its id, so taking it twice is taking it once. */
  accept(message: Message): void;
  /** Each message carries a fresh `receipt`. Empty when nothing came in `waitMs`, or when `signal` fired. */
  receive(options: ReceiveOptions): Promise<Message[]>;
  /** Deletes the message unless somebody else has received it since; an unknown receipt is no error in SQS. */
  remove(receipt: string): void;
  /** false: the receipt no longer holds a message. */
  changeVisibility(receipt: string, visibilityMs: number): boolean;
  /** Makes all that `holder` held visible: its process is gone, so nobody else will. */
  releaseHeldBy(holder: string): void;
  /** Makes a message visible that was sent with a holder. */
  release(id: string): void;
  /** Deletes a message by its id, whoever holds it. */
  cancel(id: string): void;
  /** Undoes a receive that was interrupted by us: unlike a failure, it does not count. */
  giveBack(receipt: string): void;
  /** Takes every message out, in order, handing each to `take` before it is gone here; returns how many. */
  drain(take: (message: Message) => void): number;
  counts(): { readonly visible: number; readonly inFlight: number; readonly delayed: number };
};

export function openQueue(settings: QueueSettings, clock: () => number): Queue {
  const files = openMessageFiles(settings.dir);
  const messages = new Map(files.messages.map((message) => [message.id, message]));
  let lastOrder = files.messages.at(-1)?.order ?? 0;
  const waiters = new Set<() => void>();

  const save = (message: Message, { durable }: { durable: boolean }): void => {
    files.write(message, { durable });
    messages.set(message.id, message);
    for (const waiter of waiters) waiter();
  };
  const drop = (id: string): void => {
    files.remove(id);
    messages.delete(id);
  };
  const held = (receipt: string): Message | undefined => {
    const message = messages.get(receipt.slice(0, receipt.indexOf(":")));
    return message?.receipt === receipt ? message : undefined;
  };

  const takeVisible = ({ max, visibilityMs, holder }: ReceiveOptions): Message[] => {
    const now = clock();
    const taken: Message[] = [];
    for (const message of messages.values()) {
      if (taken.length >= max) break;
      if (message.sentAt + settings.retentionMs < now) drop(message.id);
      else if (message.visibleAt > now) continue;
      else if (settings.redrive && message.receiveCount >= settings.redrive.maxReceiveCount) {
        // First there, then gone here: a crash in between does it once more, and loses nothing.
        settings.redrive.to.accept({ ...message, deadLetterOf: settings.name });
        drop(message.id);
      } else {
        const received: Message = {
          ...released(message, now + visibilityMs),
          receiveCount: message.receiveCount + 1,
          firstReceivedAt: message.firstReceivedAt ?? now,
          receipt: `${message.id}:${randomUUID()}`,
          ...(holder === undefined ? {} : { holder }),
        };
        save(received, { durable: false });
        taken.push(received);
      }
    }
    return taken;
  };

  /** Resolves when something may have become visible, at `untilMs` at the latest, or when `signal` fires. */
  const nextChange = async (untilMs: number, signal: AbortSignal | undefined): Promise<void> => {
    let wakeAt = untilMs;
    for (const { visibleAt } of messages.values()) wakeAt = Math.min(wakeAt, visibleAt);
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiters.delete(done);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, wakeAt - clock()));
      waiters.add(done);
      signal?.addEventListener("abort", done);
    });
  };

  return {
    settings,
    async send({ body, attributes = {}, delayMs = 0, holder }) {
      const now = clock();
      lastOrder += 1;
      const message: Message = {
        id: randomUUID(),
        order: lastOrder,
        body,
        attributes: { ...attributes },
        sentAt: now,
        visibleAt: holder === undefined ? now + delayMs : now + settings.retentionMs,
        receiveCount: 0,
        ...(holder === undefined ? {} : { holder }),
      };
      save(message, { durable: false });
      await files.onDisk(message.id);
      return message;
    },
    accept(message) {
      lastOrder += 1;
      save({ ...released(message, clock()), order: lastOrder }, { durable: true });
    },
    async receive(options) {
      const until = clock() + options.waitMs;
      for (;;) {
        if (options.signal?.aborted) return [];
        const taken = takeVisible(options);
        if (taken.length > 0 || clock() >= until) return taken;
        await nextChange(until, options.signal);
      }
    },
    remove(receipt) {
      const message = held(receipt);
      if (message) drop(message.id);
    },
    changeVisibility(receipt, visibilityMs) {
      const message = held(receipt);
      if (!message) return false;
      save({ ...message, visibleAt: clock() + visibilityMs }, { durable: false });
      return true;
    },
    releaseHeldBy(holder) {
      for (const message of messages.values()) {
        if (message.holder === holder) save(released(message, clock()), { durable: false });
      }
    },
    release(id) {
      const message = messages.get(id);
      if (message) save(released(message, clock()), { durable: false });
    },
    cancel: drop,
    giveBack(receipt) {
      const message = held(receipt);
      if (!message) return;
      save({ ...released(message, clock()), receiveCount: message.receiveCount - 1 }, { durable: false });
    },
    drain(take) {
      const all = [...messages.values()];
      for (const message of all) {
        take(message);
        drop(message.id);
      }
      return all.length;
    },
    counts() {
      const now = clock();
      const counts = { visible: 0, inFlight: 0, delayed: 0 };
      for (const { visibleAt, receipt } of messages.values()) {
        counts[visibleAt <= now ? "visible" : receipt === undefined ? "delayed" : "inFlight"] += 1;
      }
      return counts;
    },
  };
}

/** The message in nobody's hands. */
function released({ holder: _holder, receipt: _receipt, ...message }: Message, visibleAt: number): Message {
  return { ...message, visibleAt };
}
