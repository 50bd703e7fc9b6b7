import * as z from "zod/mini";
import { md5Hex, md5OfAttributes } from "#local/sqs/digest.ts";
import { eachOf } from "#local/sqs/each-of.ts";
import { SqsError } from "#local/sqs/error.ts";
import { messageAttribute } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";
import { attributesOf, messageLimitBytes, queueArn, shown } from "#local/sqs/shown.ts";

/** What an action needs to know of the service it runs in. */
type SqsContext = {
  readonly queues: ReadonlyMap<string, Queue>;
  readonly urlOf: (queue: Queue) => string;
  /** Fires when the asking client is gone. */
  readonly signal: AbortSignal;
};

export type SqsAction = (context: SqsContext, input: unknown) => Promise<object>;

/** The actions of the API by name; the SDK's JSON protocol, 2012-11-05. */
export const sqsActions = {
  SendMessage: action(z.object({ QueueUrl: z.string(), ...sendFields() }), async (context, input) =>
    sendOne(find(context, input.QueueUrl), input),
  ),

  SendMessageBatch: action(
    z.object({
      QueueUrl: z.string(),
      Entries: z.array(z.object({ Id: z.string(), ...sendFields() })),
    }),
    async (context, { QueueUrl, Entries }) => {
      const queue = find(context, QueueUrl);
      const sizeBytes = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
      if (sizeBytes > messageLimitBytes) {
        throw new SqsError(
          "BatchRequestTooLong",
          `Batch requests cannot be longer than ${messageLimitBytes} bytes.`,
        );
      }
      return eachOf(Entries, (entry) => sendOne(queue, entry));
    },
  ),

  ReceiveMessage: action(
    z.object({
      QueueUrl: z.string(),
      MaxNumberOfMessages: z.optional(z.int()),
      VisibilityTimeout: z.optional(seconds(43_200)),
      WaitTimeSeconds: z.optional(seconds(20)),
      AttributeNames: z.optional(z.array(z.string())),
      MessageSystemAttributeNames: z.optional(z.array(z.string())),
      MessageAttributeNames: z.optional(z.array(z.string())),
    }),
    async (context, input) => {
      const queue = find(context, input.QueueUrl);
      const max = input.MaxNumberOfMessages ?? 1;
      if (max < 1 || max > 10) {
        throw new SqsError(
          "InvalidParameterValue",
          `Value ${max} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
        );
      }
      const received = await queue.receive({
        max,
        visibilityMs: (input.VisibilityTimeout ?? queue.settings.visibilityTimeoutMs / 1000) * 1000,
        waitMs: (input.WaitTimeSeconds ?? 0) * 1000,
        signal: context.signal,
      });
      const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
      const messages = received.map((message) => shown(message, system, input.MessageAttributeNames ?? []));
      return messages.length === 0 ? {} : { Messages: messages };
    },
  ),

  DeleteMessage: action(
    z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
    async (context, { QueueUrl, ReceiptHandle }) => {
      deleteOne(find(context, QueueUrl), ReceiptHandle);
      return {};
    },
  ),

  DeleteMessageBatch: action(
    z.object({
      QueueUrl: z.string(),
      Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
    }),
    async (context, { QueueUrl, Entries }) => {
      const queue = find(context, QueueUrl);
      return eachOf(Entries, ({ ReceiptHandle }) => {
        deleteOne(queue, ReceiptHandle);
        return {};
      });
    },
  ),

  ChangeMessageVisibility: action(
    z.object({ QueueUrl: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: seconds(43_200) }),
    async (context, { QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
      changeOne(find(context, QueueUrl), ReceiptHandle, VisibilityTimeout);
      return {};
    },
  ),

  ChangeMessageVisibilityBatch: action(
    z.object({
      QueueUrl: z.string(),
      Entries: z.array(
        z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: seconds(43_200) }),
      ),
    }),
    async (context, { QueueUrl, Entries }) => {
      const queue = find(context, QueueUrl);
      return eachOf(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
        changeOne(queue, ReceiptHandle, VisibilityTimeout);
        return {};
      });
    },
  ),

  GetQueueUrl: action(z.object({ QueueName: z.string() }), async (context, { QueueName }) => {
    const queue = context.queues.get(QueueName);
    if (!queue) throw unknownQueue();
    return { QueueUrl: context.urlOf(queue) };
  }),

  GetQueueAttributes: action(
    z.object({ QueueUrl: z.string(), AttributeNames: z.optional(z.array(z.string())) }),
    async (context, { QueueUrl, AttributeNames = [] }) => {
      const all = attributesOf(find(context, QueueUrl));
      const wanted = AttributeNames.includes("All")
        ? Object.entries(all)
        : Object.entries(all).filter(([name]) => AttributeNames.includes(name));
      return { Attributes: Object.fromEntries(wanted) };
    },
  ),

  ListQueues: action(
    z.object({ QueueNamePrefix: z.optional(z.string()) }),
    async (context, { QueueNamePrefix = "" }) => ({
      QueueUrls: [...context.queues.values()]
        .filter(({ settings }) => settings.name.startsWith(QueueNamePrefix))
        .map((queue) => context.urlOf(queue)),
    }),
  ),

  PurgeQueue: action(z.object({ QueueUrl: z.string() }), async (context, { QueueUrl }) => {
    find(context, QueueUrl).drain(() => undefined);
    return {};
  }),

  StartMessageMoveTask: action(
    z.object({ SourceArn: z.string(), DestinationArn: z.optional(z.string()) }),
    async (context, { SourceArn, DestinationArn }) => {
      const source = byArn(context, SourceArn);
      const isDeadLetter = [...context.queues.values()].some(
        ({ settings }) => settings.redrive?.to === source,
      );
      if (!isDeadLetter) {
        throw new SqsError("UnsupportedOperation", "Source queue must be configured as a Dead Letter Queue.");
      }
      const destination = DestinationArn === undefined ? undefined : byArn(context, DestinationArn);
      const origins = [...context.queues.values()].filter(({ settings }) => settings.redrive?.to === source);
      source.drain(({ deadLetterOf, ...message }) => {
        const origin =
          (deadLetterOf === undefined ? undefined : context.queues.get(deadLetterOf)) ?? origins[0];
        // Moved messages start anew, or the first receive would bury them again.
        (destination ?? origin)?.accept({ ...message, receiveCount: 0 });
      });
      return { TaskHandle: md5Hex(`${SourceArn}${Date.now()}`) };
    },
  ),
} as const satisfies Readonly<Record<string, SqsAction>>;

function action<Shape extends z.ZodMiniType>(
  shape: Shape,
  run: (context: SqsContext, input: z.infer<Shape>) => Promise<object>,
): SqsAction {
  return async (context, input) => {
    const parsed = shape.safeParse(input);
    if (!parsed.success) throw new SqsError("InvalidParameterValue", z.prettifyError(parsed.error));
    return run(context, parsed.data);
  };
}

function sendFields() {
  return {
    MessageBody: z.string().check(z.minLength(1)),
    DelaySeconds: z.optional(seconds(900)),
    MessageAttributes: z.optional(z.record(z.string(), messageAttribute)),
  };
}

function seconds(max: number) {
  return z.int().check(z.minimum(0), z.maximum(max));
}

function find(context: SqsContext, queueUrl: string): Queue {
  const queue = context.queues.get(queueUrl.slice(queueUrl.lastIndexOf("/") + 1));
  if (!queue) throw unknownQueue();
  return queue;
}

function byArn(context: SqsContext, arn: string): Queue {
  const queue = [...context.queues.values()].find(({ settings }) => queueArn(settings.name) === arn);
  if (!queue) throw new SqsError("ResourceNotFoundException", `There is no queue ${arn}.`, 404);
  return queue;
}

function unknownQueue(): SqsError {
  return new SqsError("QueueDoesNotExist", "The specified queue does not exist.");
}

type SendInput = {
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Record<string, z.infer<typeof messageAttribute>> | undefined;
};

async function sendOne(queue: Queue, input: SendInput): Promise<object> {
  if (Buffer.byteLength(input.MessageBody) > messageLimitBytes) {
    throw new SqsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${messageLimitBytes} bytes.`,
    );
  }
  const attributes = input.MessageAttributes ?? {};
  const delayMs = (input.DelaySeconds ?? 0) * 1000;
  const sent = await queue.send({ body: input.MessageBody, attributes, delayMs });
  const attributesMd5 = md5OfAttributes(attributes);
  return {
    MessageId: sent.id,
    MD5OfMessageBody: md5Hex(sent.body),
    ...(attributesMd5 === undefined ? {} : { MD5OfMessageAttributes: attributesMd5 }),
  };
}

function deleteOne(queue: Queue, receipt: string): void {
  if (!/^[0-9a-f-]{36}:[0-9a-f-]{36}$/.test(receipt)) {
    throw new SqsError(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    );
  }
  queue.remove(receipt);
}

function changeOne(queue: Queue, receipt: string, visibilitySeconds: number): void {
  if (!queue.changeVisibility(receipt, visibilitySeconds * 1000)) {
    throw new SqsError(
      "InvalidParameterValue",
      `Value ${receipt} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
}
