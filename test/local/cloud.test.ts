import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maxDeliveries } from "#core/limits/times.ts";
import { type CloudProcess, startCloudProcess } from "#test/local/support/cloud-process.ts";
import { freshDir } from "#test/local/support/stores.ts";

const dataDir = freshDir();
let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await startCloudProcess(dataDir);
}, 60_000);
afterAll(() => cloud.end("SIGTERM"));

const TableName = "reimagine";
const Bucket = "reimagine-local";
const item = async (PK: string, SK: string) =>
  (await cloud.dynamo.send(new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }))).Item;
const seen = (key: string) => item("SEEN", key);
const job = (id: string) => item("JOB", id);
const upload = (Key: string) => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body: "bytes" }));
const request = (id: string, does: string, ms = 0) =>
  cloud.sqs.send(
    new SendMessageCommand({
      QueueUrl: cloud.env["EDIT_QUEUE_URL"],
      MessageBody: JSON.stringify({ id, does, ms }),
    }),
  );
/** The attempts, and one more in which the worker gives the edit up. */
const deliveries = maxDeliveries + 1;
const soon = { timeout: 45_000, interval: 50 };

describe("an upload", () => {
  it("is told to on-upload in S3's own words, and only under uploads/", async () => {
    await upload("other/photo");
    await upload("uploads/me/a photo ü.jpg");
    await expect.poll(() => seen("uploads/me/a photo ü.jpg"), soon).toBeDefined();
    const event: unknown = JSON.parse(String((await seen("uploads/me/a photo ü.jpg"))?.["lastEvent"]));
    expect(event).toMatchObject({
      Records: [
        {
          eventSource: "aws:s3",
          eventName: "ObjectCreated:Put",
          awsRegion: "us-west-2",
          s3: {
            bucket: { name: Bucket },
            object: {
              key: "uploads/me/a+photo+%C3%BC.jpg",
              size: 5,
              eTag: "4b3a6218bb3e3a7303e8a171a60fcf92",
            },
          },
        },
      ],
    });
    expect(await seen("other/photo")).toBeUndefined();
  });

  it("is told again when the handler failed", async () => {
    await upload("uploads/fails-once");
    await expect.poll(async () => (await seen("uploads/fails-once"))?.["attempts"], soon).toBe(2);
  });
});

describe("an edit in the queue", { timeout: 120_000 }, () => {
  it("is given to a worker and deleted when it succeeds", async () => {
    await request("fine", "finish");
    await expect.poll(() => job("fine"), soon).toMatchObject({ started: 1, finished: 1 });
    await sleep(300);
    const left = await cloud.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.env["EDIT_QUEUE_URL"], WaitTimeSeconds: 0 }),
    );
    expect(left.Messages).toBeUndefined();
    expect(await job("fine")).toMatchObject({ started: 1 });
  });

  it("is tried as often as the queue says, whether the worker throws, dies or reports a failure, and then kept aside", async () => {
    for (const does of ["throw", "exit", "report"]) await request(`failing-${does}`, does);
    const buried: string[] = [];
    await expect
      .poll(
        async () => {
          const { Messages = [] } = await cloud.sqs.send(
            new ReceiveMessageCommand({ QueueUrl: cloud.env["EDIT_DLQ_URL"], MaxNumberOfMessages: 10 }),
          );
          buried.push(...Messages.map(({ Body = "" }) => Body));
          return buried.length;
        },
        { timeout: 60_000, interval: 250 },
      )
      .toBe(3);
    for (const does of ["throw", "exit", "report"]) {
      expect(await job(`failing-${does}`)).toMatchObject({ started: deliveries });
    }
  });
});

describe("a part that dies", { timeout: 120_000 }, () => {
  it("is there again, whichever it was", async () => {
    await upload("uploads/before");
    await expect.poll(() => seen("uploads/before"), soon).toBeDefined();
    for (const pid of cloud.children()) process.kill(pid, "SIGKILL");
    await upload("uploads/after");
    await request("after", "finish");
    // Requests that met the dying process may fail, as they may on AWS; the next ones are served.
    const eventually = <T>(ask: () => Promise<T>): Promise<T | undefined> => ask().catch(() => undefined);
    await expect.poll(() => eventually(() => seen("uploads/after")), soon).toBeDefined();
    await expect.poll(() => eventually(() => job("after")), soon).toMatchObject({ finished: 1 });
  });
});

describe("kill -9", { timeout: 240_000 }, () => {
  it("takes the children along, and loses nothing that was answered", async () => {
    await cloud.dynamo.send(new PutCommand({ TableName, Item: { PK: "kept", SK: "x", n: 1 } }));
    await cloud.s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x" }));
    await request("interrupted", "finish", 3_000);
    await expect.poll(() => job("interrupted"), soon).toMatchObject({ started: 1 });
    const children = cloud.children();
    expect(children.length).toBeGreaterThanOrEqual(4);

    await cloud.end("SIGKILL");
    await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}`)), soon).toEqual([]);

    cloud = await startCloudProcess(dataDir);
    expect(await item("kept", "x")).toMatchObject({ n: 1 });
    const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(await Body?.transformToString()).toBe("x");
    // Nobody waits for the visibility timeout: its holder is known to be dead.
    await expect.poll(() => job("interrupted"), soon).toMatchObject({ started: 2, finished: 1 });
  });

  it("in the middle of many writes leaves every answered one whole", async () => {
    const answered: string[] = [];
    const writing = (async () => {
      for (let n = 0; ; n += 1) {
        const id = `storm-${n}`;
        await Promise.all([
          cloud.dynamo.send(
            new PutCommand({ TableName, Item: { PK: "storm", SK: id, GSI1PK: "storm", GSI1SK: id } }),
          ),
          upload(`uploads/${id}`),
          request(id, "finish"),
        ]);
        answered.push(id);
      }
    })();
    const cut = Promise.allSettled([writing]);
    await sleep(1_000);
    await cloud.end("SIGKILL");
    expect((await cut)[0].status).toBe("rejected");
    expect(answered.length).toBeGreaterThan(3);

    cloud = await startCloudProcess(dataDir);
    for (const id of answered) {
      expect(await item("storm", id)).toMatchObject({ SK: id });
      await cloud.s3.send(new GetObjectCommand({ Bucket, Key: `uploads/${id}` }));
      await expect.poll(() => seen(`uploads/${id}`), soon).toBeDefined();
      await expect.poll(() => job(id), soon).toMatchObject({ finished: expect.any(Number) });
    }
  });
});

describe("one data folder", () => {
  it("is served by one server at a time", async () => {
    await expect(startCloudProcess(dataDir)).rejects.toThrow(/Another Reimagine \(process \d+\) is using/);
  });
});

describe("stopping", () => {
  it("gives a running edit back without counting it, so that stopping often buries nothing", async () => {
    await request("patient", "finish", 2_000);
    for (let n = 1; n <= deliveries; n += 1) {
      await expect.poll(async () => (await job("patient"))?.["started"], soon).toBe(n);
      await cloud.end("SIGTERM");
      cloud = await startCloudProcess(dataDir);
    }
    await expect.poll(async () => (await job("patient"))?.["finished"], soon).toBe(1);
  }, 240_000);
});
