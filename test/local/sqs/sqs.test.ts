import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { maxDeliveries } from "#core/limits/times.ts";
import { runStores, type RunningStores } from "#test/local/support/stores.ts";

let running: RunningStores;
let QueueUrl = "";
let failedUrl = "";
beforeAll(async () => {
  running = await runStores({ database: false });
  QueueUrl = running.env("EDIT_QUEUE_URL");
  failedUrl = running.env("EDIT_DLQ_URL");
});
afterAll(() => running.stop());
afterEach(async () => {
  for (const url of [QueueUrl, failedUrl]) await running.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
});

const send = (MessageBody: string, rest: object = {}) =>
  running.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...rest }));
const receive = async (rest: object = {}) =>
  (await running.sqs.send(new ReceiveMessageCommand({ QueueUrl, ...rest }))).Messages ?? [];
const remove = (ReceiptHandle: string | undefined) =>
  running.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
const minutes = 60_000;

describe("messages", () => {
  it("comes out as it went in, with its attributes and the sums the client checks", async () => {
    await send('{"editId":"1"}', {
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "edit" },
        count: { DataType: "Number", StringValue: "3" },
        bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2, 3]) },
      },
    });
    const [message] = await receive({ MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] });
    expect(message).toMatchObject({
      Body: '{"editId":"1"}',
      MessageAttributes: { kind: { StringValue: "edit" }, bytes: { BinaryValue: new Uint8Array([1, 2, 3]) } },
      Attributes: { ApproximateReceiveCount: "1" },
    });
  });

  it("is nobody else's while someone holds it, and gone once deleted", async () => {
    await send("one");
    const [held] = await receive();
    expect(await receive()).toEqual([]);
    await remove(held?.ReceiptHandle);
    running.clock.offsetMs += 10 * minutes;
    expect(await receive()).toEqual([]);
  });

  it("comes back when its holder is too slow, and then the old receipt deletes nothing", async () => {
    await send("slow");
    const [first] = await receive({ VisibilityTimeout: 30 });
    running.clock.offsetMs += 31_000;
    const [second] = await receive({ VisibilityTimeout: 30 });
    expect(second?.Body).toBe("slow");
    await remove(first?.ReceiptHandle);
    running.clock.offsetMs += 31_000;
    expect(await receive()).toHaveLength(1);
  });

  it("comes back at once when its holder gives it up", async () => {
    await send("given up");
    const [held] = await receive();
    await running.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: held?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    expect(await receive()).toHaveLength(1);
  });

  it("waits out its delay", async () => {
    await send("later", { DelaySeconds: 60 });
    expect(await receive()).toEqual([]);
    running.clock.offsetMs += 61_000;
    expect(await receive()).toHaveLength(1);
  });

  it("wakes a long poll the moment it arrives", async () => {
    const started = performance.now();
    const polled = receive({ WaitTimeSeconds: 10 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await send("now");
    expect(await polled).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("is not handed to a poll whose client has left", async () => {
    const controller = new AbortController();
    const left = running.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }), {
      abortSignal: controller.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await send("for someone else");
    expect(await receive({ MessageSystemAttributeNames: ["All"] })).toMatchObject([
      { Attributes: { ApproximateReceiveCount: "1" } },
    ]);
  });

  it("goes to the dead-letter queue after the receives it is allowed, and back when asked", async () => {
    const { MessageId } = await send("poison");
    for (let n = 0; n < maxDeliveries + 1; n += 1) {
      expect(await receive({ VisibilityTimeout: 1 })).toHaveLength(1);
      running.clock.offsetMs += 2_000;
    }
    expect(await receive()).toEqual([]);
    const [buried] = await receive({ QueueUrl: failedUrl, MessageSystemAttributeNames: ["All"] });
    expect(buried).toMatchObject({ MessageId, Body: "poison" });
    expect(buried?.Attributes?.["DeadLetterQueueSourceArn"]).toMatch(/:reimagine-edits$/);

    await running.sqs.send(
      new StartMessageMoveTaskCommand({
        SourceArn: "arn:aws:sqs:us-west-2:000000000000:reimagine-edits-failed",
      }),
    );
    expect(await receive()).toMatchObject([{ MessageId }]);
  });

  it("is forgotten after its retention", async () => {
    await send("old");
    running.clock.offsetMs += 5 * 24 * 60 * minutes;
    expect(await receive()).toEqual([]);
  });
});

describe("batches", () => {
  it("answers for each entry", async () => {
    const Entries = ["a", "b", "c"].map((Id) => ({ Id, MessageBody: Id }));
    const sent = await running.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful).toHaveLength(3);
    const received = await receive({ MaxNumberOfMessages: 10 });
    expect(received.map(({ Body }) => Body)).toEqual(["a", "b", "c"]);
    const deleted = await running.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: "1", ReceiptHandle: received[0]?.ReceiptHandle },
          { Id: "2", ReceiptHandle: "nonsense" },
        ],
      }),
    );
    expect(deleted.Successful).toMatchObject([{ Id: "1" }]);
    expect(deleted.Failed).toMatchObject([{ Id: "2", Code: "ReceiptHandleIsInvalid" }]);
  });

  it("refuses more than ten, none, and two of one name", async () => {
    const batch = (Entries: { Id: string; MessageBody: string }[]) =>
      running.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const entry = (Id: string) => ({ Id, MessageBody: "x" });
    await expect(batch(Array.from({ length: 11 }, (_, n) => entry(`${n}`)))).rejects.toMatchObject({
      name: "TooManyEntriesInBatchRequest",
    });
    await expect(batch([])).rejects.toMatchObject({ name: "EmptyBatchRequest" });
    await expect(batch([entry("a"), entry("a")])).rejects.toMatchObject({ name: "BatchEntryIdsNotDistinct" });
  });
});

describe("the queue", () => {
  it("tells its address and how full it is", async () => {
    expect(await running.sqs.send(new GetQueueUrlCommand({ QueueName: "reimagine-edits" }))).toMatchObject({
      QueueUrl,
    });
    await send("visible");
    await send("held");
    await receive();
    await send("delayed", { DelaySeconds: 100 });
    const { Attributes } = await running.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: "1",
      ApproximateNumberOfMessagesNotVisible: "1",
      ApproximateNumberOfMessagesDelayed: "1",
    });
    expect(JSON.parse(Attributes?.["RedrivePolicy"] ?? "")).toMatchObject({
      maxReceiveCount: maxDeliveries + 1,
    });
    const { QueueUrls } = await running.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: "reimagine-edits" }),
    );
    expect(QueueUrls).toEqual([QueueUrl, failedUrl]);
  });

  it("refuses an unknown queue, a stranger's key and a bad signature by name", async () => {
    await expect(receive({ QueueUrl: `${running.awsUrl}/000000000000/nobody` })).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
    const response = await fetch(running.awsUrl, {
      method: "POST",
      headers: { "x-amz-target": "AmazonSQS.ListQueues", "content-type": "application/x-amz-json-1.0" },
      body: "{}",
    });
    expect(response.status).toBe(403);
  });

  it("keeps everything across a restart: bodies, order, holders and counts", async () => {
    const { dataDir, clock } = running;
    await send("first");
    await send("second");
    const [held] = await receive({ VisibilityTimeout: 300 });
    await running.stop();
    running = await runStores({ dataDir, database: false });
    running.clock.offsetMs = clock.offsetMs;
    QueueUrl = running.env("EDIT_QUEUE_URL");
    failedUrl = running.env("EDIT_DLQ_URL");
    expect((await receive()).map(({ Body }) => Body)).toEqual(["second"]);
    await remove(held?.ReceiptHandle);
    running.clock.offsetMs += 6 * minutes;
    expect((await receive({ MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(["second"]);
  });
});
