import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperationName } from "#core/api/operations.ts";
import { type EditId, editId, type ImageId, imageId } from "#core/ids.ts";
import { filesOfResult, objectKeys, previewKey, recordKeys, resultKey } from "#core/keys.ts";
import { allowance, type LimitName, storageAllowance, windowOf } from "#core/limits/plans.ts";
import { times } from "#core/limits/times.ts";
import { tableName } from "#local/config.ts";
import {
  anEdit,
  anUpload,
  type IsolationCloud,
  isolationCloud,
  type Person,
  soon,
} from "#test/contract/isolation-cloud.ts";

let world: IsolationCloud;
beforeAll(async () => {
  world = await isolationCloud({ crowd: [], twin: [], racer: [], leaver: [], hoarder: [] });
}, 240_000);
afterAll(() => world?.stop());

const many = <T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

/** This hour's counter, and the next one's, should it begin in the middle of a test. */
const windows = (name: LimitName): readonly string[] =>
  [Date.now(), Date.now() + times.hourMs].map((at) => windowOf(name, new Date(at).toISOString(), at).window);

/** As if so many had been used before: the test then needs few real ones. */
async function use(person: Person, name: LimitName, count: number): Promise<void> {
  for (const window of new Set(windows(name))) await add(person, recordKeys.limit(name, window), count);
}

const add = ({ userId }: Person, SK: string, count: number) =>
  world.dynamo.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { PK: recordKeys.partition(userId), SK },
      UpdateExpression:
        "SET EntityType = :entity, #Data = :data, CreatedAt = :now, UpdatedAt = :now ADD #Count :count, Version :one",
      ExpressionAttributeNames: { "#Data": "Data", "#Count": "Count" },
      ExpressionAttributeValues: {
        ":entity": "LimitCounter",
        ":data": {},
        ":now": Date.now(),
        ":count": count,
        ":one": 1,
      },
    }),
  );

async function used({ userId }: Person, name: LimitName): Promise<number> {
  const keys = windows(name).map((window) => recordKeys.limit(name, window));
  const counts = (await world.rowsOf(userId)).flatMap(({ SK, Count = 0 }) =>
    keys.includes(SK) ? [Count] : [],
  );
  return Math.max(0, ...counts);
}

const rows = async ({ userId }: Person, prefix: string) =>
  (await world.rowsOf(userId)).filter(({ SK }) => SK.startsWith(prefix));

describe("an allowance", () => {
  it("is never exceeded by a hundred at once, and says when it opens again", async () => {
    const crowd = await world.signIn("crowd");
    const image = await world.aReadyImage(crowd);
    const most = { uploads: allowance("pro", "uploads"), edits: allowance("pro", "edits") };
    await use(crowd, "uploads", most.uploads - 8);
    await use(crowd, "edits", most.edits - 7);
    // One upload was the image.
    const uploads = await many(100, () => world.run("createUpload", anUpload(), crowd));
    const edits = await many(100, () => world.run("requestEdit", anEdit(image), crowd));
    expect(uploads.filter((reply) => reply.image)).toHaveLength(7);
    expect(edits.filter((reply) => reply.edit)).toHaveLength(7);
    for (const { problem } of [...uploads, ...edits].filter((reply) => reply.problem)) {
      expect(problem?.kind).toBe("rate-limited");
      expect(problem?.retryAfterSeconds).toBeGreaterThan(0);
      expect(problem?.retryAfterSeconds).toBeLessThanOrEqual(3600);
    }
    expect(await used(crowd, "uploads")).toBe(most.uploads);
    expect(await used(crowd, "edits")).toBe(most.edits);
    expect(await rows(crowd, "IMAGE#")).toHaveLength(8);
    expect(await rows(crowd, "EDIT#")).toHaveLength(7);
    // What was refused for the hour did not count for the month.
    expect(await used(crowd, "images")).toBe(8);
  });
});

describe("the storage of a plan", () => {
  it("is never exceeded by a hundred at once, and what is refused costs nothing", async () => {
    const hoarder = await world.signIn("hoarder");
    const { sizeBytes } = anUpload();
    const all = storageAllowance("pro");
    await add(hoarder, recordKeys.storage, all - 5 * sizeBytes - 1);
    const uploads = await many(100, () => world.run("createUpload", anUpload(), hoarder));
    expect(uploads.filter((reply) => reply.image)).toHaveLength(5);
    for (const { problem } of uploads.filter((reply) => !reply.image))
      expect(problem?.kind).toBe("storage-full");
    const [row] = await rows(hoarder, recordKeys.storage);
    expect(row?.Count).toBe(all - 1);
    expect(await used(hoarder, "uploads")).toBe(5);
    const { storage } = await world.run("getAllowances", {}, hoarder);
    expect(storage).toEqual({ usedMegabytes: all / 1e6, mostMegabytes: all / 1e6 });
    await world.run("deleteMyData", { confirmation: "DELETE" }, hoarder);
    expect(await rows(hoarder, recordKeys.storage)).toEqual([]);
  });
});

describe("the same request twenty times at once", () => {
  it("is one image, one edit and one charge", async () => {
    const twin = await world.signIn("twin");
    const image = await world.aReadyImage(twin);
    const [upload, edit] = [anUpload(), anEdit(image)];
    const uploads = await many(20, () => world.run("createUpload", upload, twin));
    const edits = await many(20, () => world.run("requestEdit", edit, twin));
    expect(uploads.map(({ problem }) => problem ?? undefined)).toEqual(Array(20).fill(undefined));
    expect(edits.map(({ problem }) => problem ?? undefined)).toEqual(Array(20).fill(undefined));
    expect(new Set(uploads.map((reply) => reply.image?.imageId)).size).toBe(1);
    expect(new Set(edits.map((reply) => reply.edit?.editId)).size).toBe(1);
    expect(await rows(twin, "IMAGE#")).toHaveLength(2);
    expect(await rows(twin, "EDIT#")).toHaveLength(1);
    expect([await used(twin, "uploads"), await used(twin, "edits")]).toEqual([2, 1]);
    await settled(twin);
    expect(await rows(twin, "EDIT#")).toHaveLength(1);
    await expectWhole(twin);
  });

  it("is refused when the second means something else", async () => {
    const twin = await world.signIn("twin");
    const image = await world.aReadyImage(twin);
    const upload = anUpload();
    await world.run("createUpload", upload, twin);
    const { problem } = await world.run("requestEdit", anEdit(image, { requestId: upload.requestId }), twin);
    expect(problem).toMatchObject({ kind: "conflict", field: "requestId" });
  });
});

describe("contradicting wishes at the same moment", () => {
  it("leave an edit whole or gone", async () => {
    const racer = await world.signIn("racer");
    const image = await world.aReadyImage(racer);
    const first = await world.aPreview(racer, image);
    const second = await world.aPreview(racer, image, { regenerates: first });
    const previews = [first, second];
    for (let more = 0; more < 5; more++) previews.push(await world.aPreview(racer, image));
    const [, , a, b, c, d, e] = previews.map((edit) => ({ editId: edit }));
    const races: readonly (readonly [OperationName, object | undefined])[][] = [
      [
        ["acceptEdit", { editId: first }],
        ["acceptEdit", { editId: second }],
      ],
      [
        ["acceptEdit", a],
        ["cancelEdit", a],
      ],
      [
        ["cancelEdit", b],
        ["acceptEdit", b],
        ["acceptEdit", b],
      ],
      [
        ["acceptEdit", c],
        ["acceptEdit", c],
        ["acceptEdit", c],
      ],
      [
        ["cancelEdit", d],
        ["acceptEdit", d],
        ["cancelEdit", d],
        ["acceptEdit", d],
      ],
      [
        ["acceptEdit", e],
        ["deleteEdit", e],
        ["cancelEdit", e],
        ["requestEdit", anEdit(image, { regenerates: e?.editId })],
      ],
    ];
    await Promise.all(races.flat().map(([name, input]) => world.run(name, Object(input), racer)));
    await settled(racer);
    await expectWhole(racer);
    const { edit } = await world.run("getEdit", Object(c), racer);
    expect(edit?.status).toBe("completed");
    const { items } = await world.run("getEditHistory", {}, racer);
    const shown = items.flatMap(({ workingUrl }) => workingUrl ?? []);
    const answers = await Promise.all(shown.map(async (url) => (await fetch(url)).status));
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it("leave nothing of a photo, or of a person, deleted while work is under way", async () => {
    const leaver = await world.signIn("leaver");
    const image = await world.aReadyImage(leaver);
    const kept = await world.aReadyImage(leaver);
    const running = await many(3, () => world.run("requestEdit", anEdit(image), leaver));
    expect(running.every(({ edit }) => edit)).toBe(true);
    await Promise.all([
      world.run("deleteImage", { imageId: image }, leaver),
      world.run("deleteImage", { imageId: image }, leaver),
      many(3, () => world.run("requestEdit", anEdit(image), leaver)),
    ]);
    await settled(leaver);
    expect(await rows(leaver, "EDIT#")).toEqual([]);
    expect((await world.keysOf(leaver.userId)).filter((key) => !key.includes(kept))).toEqual([]);

    await many(3, () => world.run("requestEdit", anEdit(kept), leaver));
    await many(2, () => world.run("deleteMyData", { confirmation: "DELETE" }, leaver));
    await expect.poll(() => world.keysOf(leaver.userId), soon).toEqual([]);
    await settled(leaver);
    expect((await world.rowsOf(leaver.userId)).filter(({ SK }) => !SK.startsWith("LIMIT#"))).toEqual([]);
    expect(await world.keysOf(leaver.userId)).toEqual([]);
  });
});

/** Every worker has said its last word: nothing waits, and the worker's log has been silent for a second. */
async function settled(person: Person): Promise<void> {
  const waiting = async (): Promise<number> =>
    (await rows(person, "EDIT#")).filter(({ Data }) =>
      ["pending", "processing"].includes(String(Data["status"])),
    ).length;
  await expect.poll(waiting, soon).toBe(0);
  let before = "";
  await expect
    .poll(() => before === (before = world.logs()), { timeout: soon.timeout, interval: 1_000 })
    .toBe(true);
}

/** No object without its record, no record without its objects. */
async function expectWhole(person: Person): Promise<void> {
  const { userId } = person;
  const expected = (await world.rowsOf(userId)).flatMap(({ SK, Data }) => {
    if (SK.startsWith("IMAGE#")) return filesOfImage(imageId.parse(Data["imageId"]), String(Data["state"]));
    return SK.startsWith("EDIT#") ? filesOfEdit(editId.parse(Data["editId"]), String(Data["status"])) : [];
  });
  expect((await world.keysOf(userId)).toSorted()).toEqual(expected.toSorted());

  function filesOfImage(image: ImageId, state: string): string[] {
    return state === "ready"
      ? (["upload", "guard", "working", "thumb"] as const).map((file) => objectKeys[file](userId, image))
      : [];
  }
  function filesOfEdit(edit: EditId, status: string): string[] {
    if (status === "preview") return filesOfResult(false).map((file) => previewKey(userId, edit, file));
    return status === "completed" ? filesOfResult(false).map((file) => resultKey(userId, edit, file)) : [];
  }
}
