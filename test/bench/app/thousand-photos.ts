import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { type Page } from "@playwright/test";
import * as z from "zod/mini";
import { imageId, userId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { uuidV7 } from "#core/uuid.ts";
import { fetchOutputs } from "#local/cli/outputs.ts";
import { bucketName, region, tableName } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { seededRandom } from "#engine/random.ts";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench } from "../harness.ts";
import { addPhotos, signedIn, type SignedIn } from "./signed-in.ts";

const uploaded = 5;
const photos = 1000;
const itemsAWrite = 25;

/**
 * A thousand photos on the home screen, scrolled from the newest to the oldest, page after page as they come: how long
 * the page was busy in one piece. The photos are records and thumbnails in the embedded cloud, written by AWS's own
 * clients as copies of a few that were uploaded.
 */
export const thousandPhotos: Bench = {
  name: "thousand-photos",
  run: () =>
    signedIn(4398, async (phone) => {
      const { page } = phone;
      await addPhotos(page, await someRooms());
      await page.waitForFunction(
        (count) =>
          document.querySelectorAll(".tile img").length === count &&
          document.querySelector(".tile-working") === null,
        uploaded,
        { timeout: 600_000 },
      );
      await copyPhotos(phone);
      await page.reload();
      await page.locator(".tile img").first().waitFor();
      const { seen, longTasks } = await scrolledThrough(page);
      if (seen < photos) throw new Error(`Only ${seen} of ${photos} photos were scrolled by`);
      return [
        { name: "photos scrolled by", value: seen, unit: "" },
        { name: "tasks over 50 ms", value: longTasks.length, unit: "" },
        { name: "longest task", value: Math.max(0, ...longTasks), unit: "ms", target: "≤ 100" },
      ];
    }),
};

const someRooms = () =>
  Promise.all(
    Array.from({ length: uploaded }, async (_, n) => ({
      name: `room ${n}.jpg`,
      bytes: await emptyRoom({ width: 900 + n, height: 600 }),
    })),
  );

const row = z.looseObject({ PK: z.string(), SK: z.string(), Data: z.looseObject({ imageId }) });

async function copyPhotos({ server, dataDir }: SignedIn): Promise<void> {
  const outputs = await fetchOutputs(server.origin);
  if (outputs === undefined) throw new Error("The product answers no outputs");
  const { credentials } = loadSecrets(dataDir);
  const client = new DynamoDBClient({ region, credentials, endpoint: new URL(outputs.data.url).origin });
  const s3 = new S3Client({
    region,
    credentials,
    endpoint: `http://127.0.0.1:${Number(new URL(server.origin).port) + 1}`,
    forcePathStyle: true,
  });
  const dynamo = DynamoDBDocumentClient.from(client);
  const { Items = [] } = await dynamo.send(
    new ScanCommand({
      TableName: tableName,
      FilterExpression: "EntityType = :image",
      ExpressionAttributeValues: { ":image": "ImageMetadata" },
    }),
  );
  const originals = Items.map((item) => row.parse(item));
  const random = seededRandom(1);
  for (let made = originals.length; made < photos;) {
    const copies = Array.from({ length: Math.min(itemsAWrite, photos - made) }, (_, n) => {
      const original = originals[(made + n) % originals.length];
      if (original === undefined) throw new Error("No photo is recorded that could be copied");
      // An hour apart, back into the past.
      const id = uuidV7(
        Date.now() - (made + n) * 3_600_000,
        Uint8Array.from({ length: 10 }, () => random() * 256),
      );
      return { original, id: imageId.parse(id) };
    });
    await Promise.all(
      copies.map(({ original, id }) => {
        const owner = userId.parse(original.PK.replace(/^USER#/, ""));
        const from = objectKeys.thumb(owner, original.Data.imageId);
        return s3.send(
          new CopyObjectCommand({
            Bucket: bucketName,
            Key: objectKeys.thumb(owner, id),
            CopySource: `${bucketName}/${from}`,
          }),
        );
      }),
    );
    await dynamo.send(
      new BatchWriteCommand({
        RequestItems: {
          [tableName]: copies.map(({ original, id }) => ({
            PutRequest: {
              Item: row.parse(JSON.parse(JSON.stringify(original).replaceAll(original.Data.imageId, id))),
            },
          })),
        },
      }),
    );
    made += copies.length;
  }
  client.destroy();
  s3.destroy();
}

/** Down by a sixth of a screen each frame, as a thumb flicks, until the last photo; waits where a page is still coming. */
async function scrolledThrough(
  page: Page,
): Promise<{ readonly seen: number; readonly longTasks: readonly number[] }> {
  return page.evaluate(async () => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: "longtask" });
    let still = 0;
    const lateMs = performance.now() + 240_000;
    while (still < 120 && performance.now() < lateMs) {
      const before = window.scrollY;
      window.scrollBy(0, window.innerHeight / 6);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = window.scrollY === before && document.querySelector(".more") === null ? still + 1 : 0;
    }
    observer.disconnect();
    return { seen: document.querySelectorAll(".tile").length, longTasks };
  });
}
