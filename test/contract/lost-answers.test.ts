import { DeleteCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { catalogue, modelIds } from "#core/models/catalogue.ts";
import { awsStores } from "#functions/aws/cloud.ts";
import { meteredModels } from "#functions/aws/metered-models.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { updateImage } from "#functions/image/update-image.ts";
import { createListing } from "#functions/listing/create-listing.ts";
import { moveImages } from "#functions/listing/move-images.ts";
import { updateListing } from "#functions/listing/update-listing.ts";
import { type Change, type DrawCall, type Records } from "#functions/ports.ts";
import { sweepPerson } from "#functions/sweep/sweep-person.ts";
import { region } from "#local/config.ts";
import { anAsk } from "#test/functions/batch/a-batch.ts";
import { aKeptHome, type Deed, deeds, pro, type Scene } from "#test/functions/crash/deeds.ts";
import { aListedHome, deletions } from "#test/functions/crash/deletions.ts";
import { anAnnouncedImage, aWorldOfToday, type World } from "#test/functions/fakes/world.ts";
import { type RunningStores, runStores } from "#test/local/support/stores.ts";

/**
 * DynamoDB acts and its answer is lost: the SDK asks again and finds its own write, which must be taken for what it is, and
 * not for another writer's. Every write of every use case that writes under a condition is tried, over the official client.
 */
let running: RunningStores;
const before = { ...process.env };
beforeAll(async () => {
  running = await runStores();
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: running.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: running.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: running.awsUrl,
  });
}, 60_000);
afterAll(async () => {
  process.env = before;
  await running.stop();
});

const requested = requestId.parse("018f0000-0000-7000-8000-00000000000a");

/** What writes beside the deeds of the crash walks. */
const more: Readonly<Record<string, Pick<Deed, "before" | "doIt">>> = {
  "make a listing": {
    before: aKeptHome,
    doIt: (world, { user }) => createListing(world, user, { requestId: requested, name: "Elm Road 4" }),
  },
  "rename a listing": {
    before: aListedHome,
    doIt: (world, scene) =>
      updateListing(world, scene.user, { listingId: (scene as ListedScene).listingId, name: "Elm Road 5" }),
  },
  "move an image out of its listing": {
    before: aListedHome,
    doIt: (world, { user, imageId }) => moveImages(world, user, { imageIds: [imageId] }),
  },
  "move an image into a listing": {
    before: async (world) => {
      const scene = await aListedHome(world);
      await moveImages(world, scene.user, { imageIds: [scene.imageId] });
      return scene;
    },
    doIt: (world, scene) =>
      moveImages(world, scene.user, {
        imageIds: [scene.imageId],
        listingId: (scene as ListedScene).listingId,
      }),
  },
  "name an image's room": {
    before: aKeptHome,
    doIt: (world, { user, imageId }) => updateImage(world, user, { imageId, room: "Kitchen" }),
  },
  "start a batch": {
    before: aKeptHome,
    doIt: (world, { user, imageId }) =>
      startBatch(world, pro(user), { ...anAsk([imageId]), requestId: requested }),
  },
  "forget an upload that never came": {
    before: async (world) => {
      const scene = await aKeptHome(world);
      await anAnnouncedImage(world, scene.user);
      world.time.nowMs += 2 * 3_600_000;
      return scene;
    },
    doIt: (world, { user }) => sweepPerson(world, world.walk, user),
  },
  "take a model's turn": {
    before: aKeptHome,
    doIt: (world) => {
      world.script.draw = async () => ({ kind: "drawn", image: new Uint8Array() });
      const models = meteredModels(world.models, world, { catalogue, rate: 1 });
      return models.draw({ modelId: modelIds[0], deadlineMs: 60_000 } as DrawCall);
    },
  },
};
type ListedScene = Awaited<ReturnType<typeof aListedHome>>;

const all = Object.entries({ ...deeds, ...deletions, ...more }).filter(
  // Who is never asked again writes what the others write.
  ([name]) => !name.endsWith("never asked again"),
);

/** The deed on the real table, beginning with what the scene's own table holds, its `lost`th write without an answer. */
async function happens(scene: Scene, { doIt }: Pick<Deed, "doIt">, lost?: number) {
  const TableName = running.env("TABLE_NAME");
  const kinds: string[] = [];
  await putRows(scene, TableName);
  const { records } = awsStores("test", { TABLE_NAME: TableName, BUCKET_NAME: running.env("BUCKET_NAME") });
  const losing: Records = {
    ...records,
    write: (changes) => {
      if (kinds.length === lost) running.faults.add({ service: "dynamodb", fault: { kind: "lose-answer" } });
      kinds.push(changes.map(kindOf).join(" + "));
      return records.write(changes);
    },
  };
  const files = new Map(scene.world.objects.files);
  const sent = [...scene.world.sent];
  const { nowMs } = scene.world.time;
  const world: World = { ...scene.world, records: { ...scene.world.records, ...losing } };
  const answer = await doIt(world, { ...scene, world });
  const left = running.faults.clear();
  const rows = await takeRows(scene, TableName);
  const objects = [...scene.world.objects.files.keys()].map((key) => key.split("/")[0]).toSorted();
  // As it was, for the next time.
  scene.world.objects.files.clear();
  for (const [key, file] of files) scene.world.objects.files.set(key, file);
  scene.world.sent.splice(0, scene.world.sent.length, ...sent);
  scene.world.time.nowMs = nowMs;
  return { outcome: { answer: outcomeOf(answer), rows, objects }, kinds, left };
}

const kindOf = (change: Change): string => {
  if (change.kind === "count") return "count";
  const { when } = change;
  return `${change.kind} if ${typeof when === "object" ? "version" : when}`;
};

const outcomeOf = (answer: unknown): unknown => {
  const { ok, problem, kind } = Object(answer);
  return { ok, problem: Object(problem).kind, kind };
};

async function putRows({ world, user }: Scene, TableName: string): Promise<void> {
  for (const row of world.records.rows.values())
    if (row.PK === recordKeys.partition(user))
      await running.dynamo.send(new PutCommand({ TableName, Item: { ...row } }));
}

/** What is there of somebody, as it can be compared: of which kind, in which state, how often written, how much counted. */
async function takeRows({ user }: Scene, TableName: string): Promise<readonly string[]> {
  const said: string[] = [];
  for (const PK of [recordKeys.partition(user), `MODEL#${modelIds[0]}`]) {
    const { Items = [] } = await running.dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "PK = :PK",
        ExpressionAttributeValues: { ":PK": PK },
        ConsistentRead: true,
      }),
    );
    for (const { SK, EntityType, Version, Count, Data } of Items) {
      const { status, state, held } = Object(Data);
      said.push([EntityType, Version, Count, status, state, held?.length].join(" "));
      await running.dynamo.send(new DeleteCommand({ TableName, Key: { PK, SK } }));
    }
  }
  return said.toSorted();
}

const met = new Set<string>();

describe("a write whose answer is lost is one's own", () => {
  it.each(all)(
    "%s",
    async (_name, deed) => {
      const scene = await deed.before(aWorldOfToday());
      const usual = await happens(scene, deed);
      expect(usual.kinds.length).toBeGreaterThan(0);
      for (const [lost, kind] of usual.kinds.entries()) {
        const { outcome, left } = await happens(scene, deed, lost);
        expect({ lost, kind, left, ...outcome }).toEqual({ lost, kind, left: 0, ...usual.outcome });
        met.add(kind);
      }
    },
    240_000,
  );

  it("of every kind that there is", () => {
    const kinds = new Set([...met].flatMap((each) => each.split(" + ")));
    expect([...kinds].toSorted()).toEqual([
      "check if present",
      "check if version",
      "count",
      "put if absent",
      "put if always",
      "put if version",
      "remove if always",
      "remove if present",
      "remove if version",
    ]);
  });
});
