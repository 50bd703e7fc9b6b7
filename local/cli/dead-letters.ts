import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { failedWorkKey } from "#functions/records/failed-work.ts";
import { region, tableName } from "#local/config.ts";
import { type Credentials } from "#local/sigv4.ts";
import { queueArn } from "#local/sqs/shown.ts";

export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: string;
  readonly reason: string;
}

const deadLetterQueues = ["reimagine-edits-failed", "reimagine-uploads-failed"];
/** Seconds: long enough to read them all once, short enough to read them again soon. */
const hiddenFor = 2;

/**
 * What the embedded cloud's queues gave up, with the reason its worker noted; with `resend` all of it goes back to where
 * it came from.
 */
export async function deadLetters(
  { awsUrl, credentials }: { readonly awsUrl: string; readonly credentials: Credentials },
  resend: boolean,
): Promise<readonly DeadLetter[]> {
  const options = { region, credentials, endpoint: awsUrl };
  const sqs = new SQSClient(options);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(options));
  try {
    const found: DeadLetter[] = [];
    for (const queue of deadLetterQueues) {
      found.push(...(await read(sqs, table, queue)));
      if (resend) await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn(queue) }));
    }
    return found;
  } finally {
    sqs.destroy();
    table.destroy();
  }
}

async function read(
  sqs: SQSClient,
  table: DynamoDBDocumentClient,
  queue: string,
): Promise<readonly DeadLetter[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  const found: DeadLetter[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenFor,
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
    );
    if (Messages.length === 0) return found;
    for (const { MessageId = "", Body = "", Attributes } of Messages) {
      if (found.some(({ messageId }) => messageId === MessageId)) return found;
      const { Item } = await table.send(
        new GetCommand({ TableName: tableName, Key: { ...failedWorkKey(MessageId) } }),
      );
      const noted = note.safeParse(Item);
      found.push({
        queue,
        messageId: MessageId,
        body: Body,
        sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
        reason: noted.success ? noted.data.Data.reason : "not noted: the function's log knows",
      });
    }
  }
}

const note = z.object({ Data: z.object({ reason: z.string() }) });
