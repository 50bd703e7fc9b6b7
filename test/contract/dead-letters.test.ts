import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeadLetter, deadLetters } from "#local/cli/dead-letters.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { region } from "#local/config.ts";
import { freshDir } from "#test/local/support/stores.ts";

/** Work that always fails, from the queue to whoever looks after it, by what `cli queue dead` prints. */
const soon = { timeout: 120_000, interval: 500 };
let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ port: 0, dataDir: freshDir(), app: "none" });
}, 240_000);
afterAll(() => cloud?.stop());

describe("work that always fails", () => {
  it("is given up after its deliveries, shown with its reason, and sent again when asked", async () => {
    const sqs = new SQSClient({ region, endpoint: cloud.awsUrl, credentials: cloud.credentials });
    const QueueUrl = cloud.functionEnv["EDIT_QUEUE_URL"];
    const body = JSON.stringify({ kind: "run-edit", userId: "nobody", editId: "nothing" });
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    sqs.destroy();

    // Whoever has just looked has them in hand for two seconds.
    let dead: DeadLetter | undefined;
    await expect.poll(async () => ([dead] = await deadLetters(cloud, false)), soon).toHaveLength(1);
    expect(dead).toMatchObject({ queue: "reimagine-edits-failed", messageId: MessageId, body });
    expect(dead?.reason).toContain("userId");

    await expect.poll(() => deadLetters(cloud, true), soon).toHaveLength(1);
    // It is at work again, and since it can never be done it comes back.
    expect(await deadLetters(cloud, false)).toEqual([]);
    await expect.poll(async () => (await deadLetters(cloud, false)).length, soon).toBe(1);
  }, 300_000);
});
