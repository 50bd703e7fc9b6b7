import * as z from "zod/mini";
import { region } from "#local/config.ts";
import { FunctionError } from "#local/lambda/runtime.ts";
import { queueArn, systemAttributes } from "#local/sqs/shown.ts";
import { consume, type Consumer } from "#local/sqs/consume.ts";
import { md5Hex } from "#local/sqs/digest.ts";
import { type Message } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";

/**
 * Lambda's event-source mapping with batch size 1. A failed message comes back after a few seconds rather than after
 * the queue's whole visibility timeout, as on AWS: nobody wants to wait that long at a desk.
 */
export function connectEventSource({
  queue,
  concurrency,
  invoke,
  retryMs = 2_000,
}: {
  queue: Queue;
  concurrency: number;
  /** Rejects with FunctionError when the function failed. */
  invoke: (event: object) => Promise<unknown>;
  retryMs?: number;
}): Consumer {
  return consume({
    queue,
    holder: "event-source",
    concurrency,
    retryMs,
    deliver: async (message) => {
      try {
        return reportsFailure(await invoke(sqsEvent(queue, message))) ? "failed" : "done";
      } catch (error) {
        // The runtime has written it to the function's log; the queue's answer to it is another attempt.
        if (error instanceof FunctionError) return "failed";
        throw error;
      }
    },
  });
}

/** As Lambda reads the answer: none at all is a success, and of a batch of 1 any failed item is the whole. */
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
