import { z } from "zod/mini";
import { region } from "#local/config.ts";
import { queueArn, systemAttributes } from "#local/sqs/actions.ts";
import { md5Hex } from "#local/sqs/digest.ts";
import { type Message } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";

export type EventSource = {
  /** Takes no more; what is still running is given back to the queue. Call before the functions stop. */
  stop(): Promise<void>;
};

/**
 * Lambda's event-source mapping with batch size 1: takes messages, invokes, deletes what succeeded.
 * A failed message comes back after a few seconds, doubling by attempt (AWS: after its whole visibility timeout).
 */
export function connectEventSource({
  queue,
  concurrency,
  invoke,
  retryMs = 2_000,
}: {
  queue: Queue;
  concurrency: number;
  invoke: (event: object) => Promise<unknown>;
  retryMs?: number;
}): EventSource {
  // Whoever held these died with the last server.
  queue.releaseHeldBy(holder);
  const stopped = new AbortController();
  const running = new Map<string, Message>();

  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const [message] = await queue.receive({
        max: 1,
        visibilityMs: queue.settings.visibilityTimeoutMs,
        waitMs: 20_000,
        holder,
        signal: stopped.signal,
      });
      if (message) await deliver(message);
    }
  };

  const deliver = async (message: Message): Promise<void> => {
    const receipt = message.receipt ?? "";
    running.set(receipt, message);
    const succeeded = await didSucceed(message);
    // After `stop` the message is the queue's again and this answer comes too late.
    if (!running.delete(receipt)) return;
    if (succeeded) queue.remove(receipt);
    else queue.changeVisibility(receipt, retryMs * 2 ** (message.receiveCount - 1));
  };

  const didSucceed = async (message: Message): Promise<boolean> => {
    try {
      return !reportsFailure(await invoke(sqsEvent(queue, message)));
    } catch {
      // The runtime has written the function's error to its log; the queue's answer to it is another attempt.
      return false;
    }
  };

  const workers = Array.from({ length: concurrency }, work);

  return {
    async stop() {
      stopped.abort();
      for (const receipt of running.keys()) queue.giveBack(receipt);
      const idle = running.size === 0;
      running.clear();
      if (idle) await Promise.all(workers);
    },
  };
}

const holder = "event-source";

/** As Lambda reads the answer: nothing at all is a success, and an item it cannot place fails the whole batch of 1. */
function reportsFailure(result: unknown): boolean {
  const parsed = failures.safeParse(result);
  return parsed.success && (parsed.data.batchItemFailures ?? []).length > 0;
}

const failures = z.object({ batchItemFailures: z.nullish(z.array(z.unknown())) });

function sqsEvent(queue: Queue, message: Message): object {
  return {
    Records: [
      {
        messageId: message.id,
        receiptHandle: message.receipt,
        body: message.body,
        attributes: systemAttributes(message),
        messageAttributes: Object.fromEntries(
          Object.entries(message.attributes).map(([name, attribute]) => [
            name,
            {
              dataType: attribute.DataType,
              stringValue: attribute.StringValue,
              binaryValue: attribute.BinaryValue,
              stringListValues: [],
              binaryListValues: [],
            },
          ]),
        ),
        md5OfBody: md5Hex(message.body),
        eventSource: "aws:sqs",
        eventSourceARN: queueArn(queue.settings.name),
        awsRegion: region,
      },
    ],
  };
}
