import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { imageId, userId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { uuidV7 } from "#core/uuid.ts";
import { seededRandom } from "#engine/random.ts";
import { fetchOutputs } from "#local/cli/outputs.ts";
import { bucketName, region, tableName } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { type Server } from "./server.ts";

const itemsAWrite = 25;

const row = z.looseObject({
  PK: z.string(),
  SK: z.string(),
  Data: z.looseObject({ imageId, listingId: z.optional(z.string()) }),
});

/**
 * Makes so many copies of photos, of their records and thumbnails, in the embedded cloud with AWS's own clients: each an
 * hour older than the one before, and where the photo is that it is a copy of.
 * @param listing only photos of this one are copied; all there are when undefined
 */
export async function copyPhotos(
  { origin, dataDir }: Pick<Server, "origin" | "dataDir">,
  copiesToMake: number,
  listing?: string,
): Promise<void> {
  const outputs = await fetchOutputs(origin);
  if (outputs === undefined) throw new Error("The product answers no outputs");
  const { credentials } = loadSecrets(dataDir);
  const client = new DynamoDBClient({ region, credentials, endpoint: new URL(outputs.data.url).origin });
  const s3 = new S3Client({
    region,
    credentials,
    endpoint: `http://127.0.0.1:${Number(new URL(origin).port) + 1}`,
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
  const originals = Items.map((item) => row.parse(item)).filter(
    ({ Data }) => listing === undefined || Data.listingId === listing,
  );
  const random = seededRandom(1);
  for (let made = 0; made < copiesToMake;) {
    const copies = Array.from({ length: Math.min(itemsAWrite, copiesToMake - made) }, (_, n) => {
      const original = originals[(made + n) % originals.length];
      if (original === undefined) throw new Error("No photo is recorded that could be copied");
      // An hour apart, back into the past.
      const id = uuidV7(
        Date.now() - (made + n + 1) * 3_600_000,
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
