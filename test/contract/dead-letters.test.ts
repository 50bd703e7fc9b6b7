import { GetCommand, PutCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { execFile } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { apiAt } from "#local/cli/api.ts";
import { deadLetters } from "#local/cli/dead-letters.ts";
import { readOutputsDocument } from "#local/cli/outputs.ts";
import { signInWith } from "#local/cli/session.ts";
import { tsxLoader } from "#local/child/tsx-loader.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { region, tableName } from "#local/config.ts";
import { PortBusy } from "#local/listen.ts";
import { requestId } from "#core/ids.ts";
import { aJpeg } from "#test/functions/fakes/world.ts";
import { subjectOf } from "#test/load/people.ts";
import { freshDir } from "#test/local/support/stores.ts";

/** Work that always fails, from the queue to whoever looks after it: `cli queue dead` as a person runs it. */
const soon = { timeout: 120_000, interval: 500 };
const projectDir = fileURLToPath(new URL("../..", import.meta.url));
const dataDir = freshDir();
let port: number;
let cloud: Cloud;
let dynamo: DynamoDBDocumentClient;
let sqs: SQSClient;
beforeAll(async () => {
  [cloud, port] = await onFreePorts();
  const options = { region, endpoint: cloud.awsUrl, credentials: cloud.credentials };
  dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(options));
  sqs = new SQSClient(options);
}, 240_000);
afterAll(async () => {
  dynamo?.destroy();
  sqs?.destroy();
  await cloud?.stop();
});

/** Three ports in a row, as the command expects them. */
async function onFreePorts(): Promise<[Cloud, number]> {
  for (;;) {
    const first = randomInt(20_000, 32_000);
    try {
      return [await startCloud({ port: first, dataDir, app: "none" }), first];
    } catch (error) {
      if (!(error instanceof PortBusy)) throw error;
    }
  }
}

const printed = z.object({
  ok: z.literal(true),
  resent: z.number(),
  messages: z.array(
    z.object({ queue: z.string(), messageId: z.string(), body: z.string(), reason: z.string() }),
  ),
});

/** `npm run -s cli -- queue dead …` without npm. */
async function queueDead(...more: readonly string[]): Promise<z.infer<typeof printed>> {
  // Whoever has just looked has the messages in hand for two seconds.
  await pause(2500);
  const args = ["--import", tsxLoader, "local/cli/main.ts", "queue", "dead", "--json", ...more];
  const env = { PATH: process.env["PATH"] ?? "", PORT: String(port), REIMAGINE_DATA: dataDir };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: projectDir, env, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else resolve(printed.parse(JSON.parse(stdout)));
    });
  });
}

async function send(message: object): Promise<string | undefined> {
  const QueueUrl = cloud.functionEnv["EDIT_QUEUE_URL"];
  return (await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) })))
    .MessageId;
}

const untilDead = (messageId: string | undefined): Promise<void> =>
  vi.waitFor(async () => {
    const dead = await deadLetters(cloud, false);
    expect(dead.map((letter) => letter.messageId)).toContain(messageId);
  }, soon);

const shown = async (messageId: string | undefined) =>
  (await queueDead()).messages.find((message) => message.messageId === messageId);

describe("work that always fails", () => {
  it("is given up after its deliveries, shown with its reason, sent again when asked, and done once its cause is gone", async () => {
    const token = await signInWith(readOutputsDocument(cloud.outputs), {});
    const call = apiAt(`${cloud.awsUrl}/graphql`, token);
    const userId = subjectOf(await token());
    const bytes = await aJpeg();
    const { image, post } = await call("createUpload", {
      requestId: requestId.parse(randomUUID()),
      fileName: "kitchen.jpg",
      contentType: "image/jpeg",
      sizeBytes: bytes.length,
    });
    if (!image || !post) throw new Error("the upload was refused");
    const { imageId } = image;

    // The photo's row is spoiled before the photo comes, so that nobody can work on it.
    const Key = { PK: `USER#${userId}`, SK: `IMAGE#${imageId}` };
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key }));
    const spoiled = { ...Item, Data: { nothing: "of what a photo has" } };
    await dynamo.send(new PutCommand({ TableName: tableName, Item: spoiled }));
    const form = new FormData();
    for (const [name, value] of Object.entries(Object(post.fields))) form.append(name, String(value));
    form.append("file", new Blob([new Uint8Array(bytes)]));
    expect((await fetch(post.url, { method: "POST", body: form })).status).toBeLessThan(300);
    const messageId = await send({ kind: "prepare-image", userId, imageId });

    await untilDead(messageId);
    expect(await shown(messageId)).toMatchObject({
      queue: "reimagine-edits-failed",
      reason: expect.stringContaining("ZodError") as string,
    });

    await dynamo.send(new PutCommand({ TableName: tableName, Item }));
    const { resent, messages } = await queueDead("--resend");
    expect(resent).toBe(messages.length);
    expect(messages.map((message) => message.messageId)).toContain(messageId);
    const state = async (): Promise<unknown> => (await call("getImage", { imageId })).image?.state;
    await expect.poll(state, soon).toBe("ready");
    expect(await shown(messageId)).toBeUndefined();
  }, 300_000);

  it("that can never be done is back after it was sent again, with the reason", async () => {
    const messageId = await send({ kind: "run-edit", userId: "nobody", editId: "nothing" });
    await untilDead(messageId);
    expect((await queueDead("--resend")).resent).toBeGreaterThan(0);
    await untilDead(messageId);
    expect((await shown(messageId))?.reason).toContain("userId");
  }, 300_000);
});
