import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appOrigin, runStores, type RunningStores } from "#test/local/support/stores.ts";

let running: RunningStores;
beforeAll(async () => {
  running = await runStores({ database: false });
});
afterAll(() => running.stop());
afterEach(() => running.faults.clear());

const Bucket = "reimagine-local";
const put = (Key: string, Body = "x") => running.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const send = (client: SQSClient = running.sqs) =>
  client.send(new SendMessageCommand({ QueueUrl: running.env("EDIT_QUEUE_URL"), MessageBody: "x" }));

describe("faults on the wire", () => {
  it("strike what they name, as often as they say, after as many as they let pass", async () => {
    running.faults.add({
      service: "s3",
      operation: "PUT",
      path: "/struck",
      skip: 1,
      times: 1,
      fault: { kind: "throttle" },
    });
    await put("struck/1");
    await put("other");
    await expect(put("struck/2")).rejects.toMatchObject({
      name: "SlowDown",
      $metadata: { httpStatusCode: 503 },
    });
    await put("struck/3");
  });

  it("are survived by a client that tries again", async () => {
    const options = { region: "us-west-2", credentials: running.credentials, maxAttempts: 3 };
    const s3 = new S3Client({ ...options, endpoint: running.s3Url });
    const sqs = new SQSClient({ ...options, endpoint: running.awsUrl });
    for (const kind of ["throttle", "error", "cut"] as const) {
      running.faults.add({ service: "s3", times: 2, fault: { kind } });
      await s3.send(new PutObjectCommand({ Bucket, Key: `retried-${kind}`, Body: "x" }));
      running.faults.add({ service: "sqs", operation: "SendMessage", times: 2, fault: { kind } });
      expect((await send(sqs)).$metadata.attempts).toBe(3);
    }
  });

  it("may let the service act and lose its answer", async () => {
    running.faults.add({ service: "s3", fault: { kind: "lose-answer" } });
    await expect(put("acted")).rejects.toMatchObject({ name: expect.not.stringMatching("NoSuchKey") });
    const { Body } = await running.s3.send(new GetObjectCommand({ Bucket, Key: "acted" }));
    expect(await Body?.transformToString()).toBe("x");

    const count = async () =>
      (
        await running.sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: running.env("EDIT_QUEUE_URL"),
            AttributeNames: ["ApproximateNumberOfMessages"],
          }),
        )
      ).Attributes?.["ApproximateNumberOfMessages"];
    const before = Number(await count());
    running.faults.add({ service: "sqs", operation: "SendMessage", fault: { kind: "lose-answer" } });
    await expect(send()).rejects.toBeInstanceOf(Error);
    expect(Number(await count())).toBe(before + 1);
  });

  it("may spoil the bytes of the answer, as many as there were", async () => {
    await put("spoiled", "xxxx");
    running.faults.add({ service: "s3", operation: "GET", fault: { kind: "corrupt" } });
    const { Body } = await running.s3.send(
      new GetObjectCommand({ Bucket, Key: "spoiled", ChecksumMode: "ENABLED" }),
    );
    await expect(Body?.transformToString()).rejects.toThrow("Checksum");
    running.faults.add({ service: "sqs", fault: { kind: "corrupt" } });
    await expect(send()).rejects.toThrow("InvalidChecksumError");
  });

  it("may say that a model is no longer served", async () => {
    running.faults.add({ service: "sqs", fault: { kind: "retired" } });
    await expect(send()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("may only make it slow", async () => {
    running.faults.add({ service: "s3", fault: { kind: "delay", delayMs: 300 } });
    const started = performance.now();
    await put("slow");
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("can be asked for over the wire by whoever has the token", async () => {
    const ask = (method: string, body: string, token = running.adminToken) =>
      fetch(`${running.awsUrl}/_local/faults`, { method, body, headers: { "x-reimagine-token": token } });
    const rule = JSON.stringify({ service: "s3", times: 9, fault: { kind: "error" } });
    expect((await ask("POST", rule, "guess")).status).toBe(403);
    await put("still-fine");
    expect((await ask("POST", "{}")).status).toBe(400);
    expect((await ask("POST", rule)).status).toBe(200);
    await expect(put("struck")).rejects.toMatchObject({ name: "InternalError" });
    await fetch(`${running.awsUrl}/_local/faults`, {
      method: "DELETE",
      headers: { "x-reimagine-token": running.adminToken },
    });
    await put("fine-again");
  });
});

describe("the shared port", () => {
  it("lets only the app's pages ask, and answers what nobody takes", async () => {
    const preflight = (origin: string) =>
      fetch(running.awsUrl, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "x-amz-target,content-type",
        },
      });
    const ours = await preflight(appOrigin);
    expect(ours.headers.get("access-control-allow-origin")).toBe(appOrigin);
    expect(ours.headers.get("access-control-allow-headers")).toBe("x-amz-target,content-type");
    expect((await preflight("http://evil.test")).status).toBe(403);
    expect((await fetch(running.awsUrl)).status).toBe(404);
  });

  it("refuses a body too large to be meant", async () => {
    const response = await fetch(running.awsUrl, { method: "POST", body: Buffer.alloc(31 * 1024 * 1024) });
    expect(response.status).toBe(413);
  });
});
