import { accountId, region } from "#local/config.ts";
import { md5Hex, md5OfAttributes } from "#local/sqs/digest.ts";
import { type Message } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;

/** SQS's limit for a message, and for a batch together. */
export const messageLimitBytes = 1024 * 1024;

/** A received message as the API shows it. */
export function shown(message: Message, system: readonly string[], wanted: readonly string[]): object {
  const all = systemAttributes(message);
  const Attributes = Object.fromEntries(
    Object.entries(all).filter(([name]) => system.includes("All") || system.includes(name)),
  );
  const MessageAttributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => isWanted(name, wanted)),
  );
  const attributesMd5 = md5OfAttributes(MessageAttributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5Hex(message.body),
    ...(Object.keys(Attributes).length > 0 ? { Attributes } : {}),
    ...(attributesMd5 === undefined ? {} : { MessageAttributes, MD5OfMessageAttributes: attributesMd5 }),
  };
}

function isWanted(name: string, wanted: readonly string[]): boolean {
  return wanted.some(
    (pattern) =>
      pattern === "All" ||
      pattern === name ||
      (pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -2))),
  );
}

/** As both ReceiveMessage and Lambda's event show them. */
export function systemAttributes(message: Message): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: accountId,
    ...(message.firstReceivedAt === undefined
      ? {}
      : { ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt) }),
    ...(message.deadLetterOf === undefined
      ? {}
      : { DeadLetterQueueSourceArn: queueArn(message.deadLetterOf) }),
  };
}

/** Of a queue, as GetQueueAttributes shows them. */
export function attributesOf({ settings, counts }: Queue): Record<string, string> {
  const { visible, inFlight, delayed } = counts();
  return {
    QueueArn: queueArn(settings.name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(settings.visibilityTimeoutMs / 1000),
    MessageRetentionPeriod: String(settings.retentionMs / 1000),
    MaximumMessageSize: String(messageLimitBytes),
    ...(settings.redrive
      ? {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queueArn(settings.redrive.to.settings.name),
            maxReceiveCount: settings.redrive.maxReceiveCount,
          }),
        }
      : {}),
  };
}
