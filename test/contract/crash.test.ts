import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prefixesOf, recordKeys } from "#core/keys.ts";
import { awsStores, awsWalk } from "#functions/aws/cloud.ts";
import { seededRandom } from "#engine/random.ts";
import { item } from "#functions/records/item.ts";
import { crashWalk, everyDeath } from "#test/functions/crash/crash-walk.ts";
import { deeds, type Scene } from "#test/functions/crash/deeds.ts";
import { deletions } from "#test/functions/crash/deletions.ts";
import { memoryObjects } from "#test/functions/fakes/memory-objects.ts";
import { memoryRecords } from "#test/functions/fakes/memory-records.ts";
import { aWorldOfToday, type World } from "#test/functions/fakes/world.ts";
import { type CloudProcess, startCloudProcess } from "#test/local/support/cloud-process.ts";
import { freshDir } from "#test/local/support/stores.ts";

/** The same deeds and deaths as on the fakes, some of each, on the embedded cloud's own table and bucket. */
let cloud: CloudProcess;
const before = { ...process.env };
beforeAll(async () => {
  cloud = await startCloudProcess(freshDir());
  Object.assign(process.env, cloud.env);
}, 60_000);
afterAll(async () => {
  process.env = before;
  await cloud.end("SIGTERM");
});

/** Enough that all kinds of calls are met over all deeds. */
const deathsEach = 4;

/** A world whose stores are the adapters; what the test looks at is a copy, brought up to date by `look`. */
function storedWorld(): World {
  const env = { TABLE_NAME: cloud.env["TABLE_NAME"] ?? "", BUCKET_NAME: cloud.env["BUCKET_NAME"] ?? "" };
  const { records, objects } = awsStores("test", env);
  const world = aWorldOfToday();
  const copies = { records: memoryRecords(), objects: memoryObjects() };
  return {
    ...world,
    records: { ...copies.records, ...records },
    objects: { ...copies.objects, ...objects },
    walk: awsWalk(env),
  };
}

async function look({ world, user }: Scene): Promise<void> {
  world.records.rows.clear();
  const { Items = [], LastEvaluatedKey } = await cloud.dynamo.send(
    new QueryCommand({
      TableName: cloud.env["TABLE_NAME"],
      KeyConditionExpression: "PK = :PK",
      ExpressionAttributeValues: { ":PK": recordKeys.partition(user) },
      ConsistentRead: true,
    }),
  );
  if (LastEvaluatedKey !== undefined) throw new Error("one page holds all of a scene");
  for (const row of Items) {
    const read = item.parse(row);
    world.records.rows.set(`${read.PK}|${read.SK}`, read);
  }
  world.objects.files.clear();
  for (const prefix of prefixesOf(user))
    for (const { key } of await world.walk.keys(prefix, "", 1000))
      world.objects.files.set(key, { bytes: new Uint8Array(), contentType: "" });
}

describe.each(Object.entries({ ...deeds, ...deletions }))("%s", (name, deed) => {
  it("killed at some call to the real stores leaves everything whole", async () => {
    const random = seededRandom(name.length);
    const broken = await crashWalk(deed, {
      open: storedWorld,
      look,
      deaths: (calls) =>
        everyDeath(calls)
          .map((death) => ({ death, at: random() }))
          .toSorted((a, b) => a.at - b.at)
          .slice(0, deathsEach)
          .map(({ death }) => death),
    });
    expect(broken).toEqual([]);
  }, 240_000);
});
