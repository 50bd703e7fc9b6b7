import { setTimeout as sleep } from "node:timers/promises";
import { type Message } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";

export type Consumer = {
  /** Takes no more and gives back what is still running. Call it before the functions stop. */
  stop(): Promise<void>;
};

const pauseMs = 1_000;

/**
 * Takes messages one by one and deletes those `deliver` resolves to "done" for. A failed one comes back after
 * `retryMs`, doubled by each attempt, until the queue's redrive takes it away.
 */
export function consume({
  queue,
  holder,
  concurrency,
  retryMs,
  deliver,
}: {
  queue: Queue;
  /** Tells this consumer's messages from others' after a restart. */
  holder: string;
  concurrency: number;
  retryMs: number;
  deliver: (message: Message) => Promise<"done" | "failed">;
}): Consumer {
  // Whoever held these died with the last server.
  queue.releaseHeldBy(holder);
  const stopped = new AbortController();
  const running = new Set<string>();

  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await takeOne();
      } catch (error) {
        // A full disk, or a bug: one message must not end the delivery of all others.
        console.error(`Delivery from ${queue.settings.name} failed:`, error);
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  };

  const takeOne = async (): Promise<void> => {
    const [message] = await queue.receive({
      max: 1,
      visibilityMs: queue.settings.visibilityTimeoutMs,
      waitMs: 60_000,
      holder,
      signal: stopped.signal,
    });
    if (message?.receipt !== undefined) await handle(message, message.receipt);
  };

  const handle = async (message: Message, receipt: string): Promise<void> => {
    running.add(receipt);
    const outcome = await deliver(message).catch((error: unknown) => {
      console.error(`A message of ${queue.settings.name} could not be delivered:`, error);
      return "failed" as const;
    });
    // After `stop` the message is the queue's again, and this answer comes too late.
    if (!running.delete(receipt)) return;
    if (outcome === "done") queue.remove(receipt);
    else queue.changeVisibility(receipt, pauseAfter(message));
  };

  const pauseAfter = ({ receiveCount }: Message): number => {
    const { redrive } = queue.settings;
    // After the last attempt the next receive only puts it aside, which need not wait.
    const wasLast = redrive !== undefined && receiveCount >= redrive.maxReceiveCount;
    return wasLast ? 0 : retryMs * 2 ** (receiveCount - 1);
  };

  const workers = Promise.all(Array.from({ length: concurrency }, work));

  return {
    async stop() {
      stopped.abort();
      const isIdle = running.size === 0;
      for (const receipt of running) queue.giveBack(receipt);
      running.clear();
      // A delivery that is still running ends with its function, which the caller stops next.
      if (isIdle) await workers;
    },
  };
}
