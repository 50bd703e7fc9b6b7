import { describe, expect, it } from "vitest";
import { objectKeys, previewKey, recordKeys, resultKey } from "#core/keys.ts";
import { times } from "#core/limits/times.ts";
import { noteDeletion } from "#functions/records/deletion-note.ts";
import { saveRecipe } from "#functions/batch/saved-recipes.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { changeBatch } from "#functions/records/batch-records.ts";
import { sweep } from "#functions/sweep/sweep.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import { brokenIn } from "#test/functions/crash/wholeness.ts";
import { aScene, aStartedBatch, seen, statusesOf } from "#test/functions/batch/a-batch.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import { memoryWalk } from "#test/functions/fakes/memory-walk.ts";
import {
  aMask,
  anAnnouncedImage,
  anAsk,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  aWorld,
  breaking,
  delivered,
  type World,
  workAll,
} from "#test/functions/fakes/world.ts";

const marked = async () => ({ editType: "item-removal", params: { maskData: await aMask(), objects: [] } });
const sweepAll = (world: World) => sweep(world, world.walk, times.hourMs);

describe("the sweeper", () => {
  it("touches nothing that is whole, nor anything that may still be at work", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    await acceptEdit(world, user, await aPreview(world, user, imageId));
    await aPreview(world, user, imageId, await marked());
    await anAnnouncedImage(world, user);
    const [keys, rows] = [world.objects.keys(), [...world.records.rows.keys()]];
    const young = memoryWalk(world, () => world.time.nowMs);
    expect(await sweep(world, young, times.hourMs)).toEqual({ people: 1, repairs: 0, finished: true });
    expect(world.objects.keys()).toEqual(keys);
    expect([...world.records.rows.keys()].filter((key) => !key.startsWith("SWEEP"))).toEqual(rows);
  });

  it("forgets an upload whose bytes never came, so that the same request gets a new place", async () => {
    const world = aWorld();
    const user = aUser();
    const ask = { requestId: aRequest(), fileName: "a.jpg", contentType: "image/jpeg", sizeBytes: 9 };
    const first = await createUpload(world, { userId: user, plan: "pro" }, ask);
    world.time.nowMs += times.hourMs + 60_000;
    expect((await sweepAll(world)).repairs).toBe(1);
    const second = await createUpload(world, { userId: user, plan: "pro" }, ask);
    expect(second.ok && second.value.post).toBeTruthy();
    expect(second.ok && second.value.image?.imageId).not.toBe(first.ok && first.value.image?.imageId);
  });

  it("removes a preview past its day together with its mask, also when the table was faster", async () => {
    for (const isRowGone of [false, true]) {
      const world = aWorld();
      const user = aUser();
      const { imageId } = await aReadyImage(world, user);
      const editId = await aPreview(world, user, imageId, await marked());
      world.time.nowMs += times.previewKeptMs + times.hourMs;
      if (isRowGone)
        await world.records.write([
          {
            kind: "remove",
            key: { PK: recordKeys.partition(user), SK: recordKeys.edit(editId) },
            when: "always",
          },
        ]);
      await sweepAll(world);
      expect(world.objects.keys().filter((key) => key.includes(editId))).toEqual([]);
      expect(brokenIn(world)).toEqual([]);
    }
  });

  it("goes on with a batch whose message never came, and keeps what its worker died before keeping", async () => {
    const { world, user, images } = await aScene(2);
    const { batchId } = await aStartedBatch(world, user, images);
    world.sent.length = 0;
    world.time.nowMs += times.hourMs + 60_000;
    await sweepAll(world);
    // The batch asks for its edits; of the first the worker dies just before it is kept.
    await workAll(world);
    const objects = breaking(world.objects, ["copy"], () => true);
    const [first, ...others] = world.sent.splice(0);
    await workOff({ ...world, objects }, paperStudio(), delivered(first?.message ?? {}, first?.id));
    world.sent.push(...others);
    await workAll(world);
    expect(statusesOf(await seen(world, user, batchId)).toSorted()).toEqual(["completed", "preview"]);
    world.time.nowMs += times.hourMs + 60_000;
    await sweepAll(world);
    await workAll(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed", "completed"]);
    expect(brokenIn(world)).toEqual([]);
  });

  it.each(["undone", "cancelled"] as const)(
    "ends a batch that was cut off while it was being %s",
    async (how) => {
      const { world, user, images } = await aScene(2);
      const { batchId } = await aStartedBatch(world, user, images);
      await workAll(world);
      if (how === "undone") await workAll(world);
      world.sent.length = 0;
      await changeBatch(world, user, batchId, (now) => ({ ...now, ended: how }));
      world.time.nowMs += times.hourMs + 60_000;
      await sweepAll(world);
      await workAll(world);
      expect(statusesOf(await seen(world, user, batchId))).toEqual([how, how]);
      expect([...world.records.rows.keys()].filter((key) => key.includes("EDIT#"))).toEqual([]);
      expect(brokenIn(world)).toEqual([]);
      expect((await sweepAll(world)).repairs).toBe(0);
    },
  );

  it("leaves saved recipes and batches that are done alone", async () => {
    const { world, user, images } = await aScene(1);
    await aStartedBatch(world, user, images);
    await workAll(world);
    await workAll(world);
    await saveRecipe(world, user, { name: "Half", steps: [{ op: "resize", scale: 0.5 }] });
    const rows = [...world.records.rows.keys()].filter((key) => /BATCH#|RECIPE#|EDIT#/.test(key));
    expect(rows).toHaveLength(3);
    world.time.nowMs += times.hourMs * 2;
    // The guard of the original goes, as no form can be valid any more.
    expect((await sweepAll(world)).repairs).toBe(1);
    expect((await sweepAll(world)).repairs).toBe(0);
    expect([...world.records.rows.keys()].filter((key) => /BATCH#|RECIPE#|EDIT#/.test(key))).toEqual(rows);
  });

  it("marks an edit corrupted whose result is gone, and an image whose original is", async () => {
    const world = aWorld();
    const user = aUser();
    const [kept, lost] = [await aReadyImage(world, user), await aReadyImage(world, user)];
    const editId = await aPreview(world, user, kept.imageId);
    await acceptEdit(world, user, editId);
    await world.objects.remove([resultKey(user, editId, "result.png"), lost.originalKey]);
    world.time.nowMs += 2 * times.hourMs;
    await sweepAll(world);
    const dataOf = (SK: string) => world.records.rows.get(`${recordKeys.partition(user)}|${SK}`)?.Data;
    expect(dataOf(recordKeys.edit(editId))).toMatchObject({ status: "corrupted" });
    expect(dataOf(recordKeys.image(lost.imageId))).toMatchObject({ state: "refused" });
    // What is left of it may be all that its owner has.
    expect(world.objects.keys()).toContain(objectKeys.working(user, lost.imageId));
  });

  it("makes a screen copy again from the original", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    await world.objects.remove([objectKeys.thumb(user, imageId)]);
    world.time.nowMs += 2 * times.hourMs;
    await sweepAll(world);
    await workAll(world);
    expect(world.objects.keys()).toContain(objectKeys.thumb(user, imageId));
  });

  it("removes what nobody's record tells of, of people without any record too", async () => {
    const world = aWorld();
    const [user, stranger] = [aUser(), aUser()];
    const { imageId } = await aReadyImage(world, user);
    const orphans = [
      objectKeys.upload(stranger, imageId),
      previewKey(stranger, (await aPreview(world, user, imageId)) as never, "result.png"),
      objectKeys.thumb(user, "01a1fd60-770b-7930-8a6d-97cc4b34a88b" as never),
    ];
    for (const key of orphans) await world.objects.put(key, new Uint8Array(1), "image/png");
    expect((await sweepAll(world)).people).toBe(2);
    expect(world.objects.keys().filter((key) => orphans.includes(key))).toEqual([]);
    expect(brokenIn({ ...world, objects: world.objects })).toEqual([]);
  });

  it("goes on with a deletion of everything that stopped", async () => {
    const world = aWorld();
    const user = aUser();
    await aReadyImage(world, user);
    await noteDeletion(world, user);
    world.time.nowMs += 2 * times.hourMs;
    await sweepAll(world);
    await workAll(world);
    expect(world.objects.keys()).toEqual([]);
    expect(
      [...world.records.rows.values()].filter(({ EntityType }) => EntityType !== "LimitCounter"),
    ).toMatchObject([{ EntityType: "SweepPlace" }]);
  });

  it("goes on the next time where its time ran out, and one person's broken row stops nobody else's sweep", async () => {
    const world = aWorld();
    const users = [aUser(), aUser(), aUser(), aUser()];
    for (const user of users) await anAnnouncedImage(world, user);
    const [broken] = users.toSorted();
    const PK = recordKeys.partition(broken ?? aUser());
    await world.records.write([
      {
        kind: "put",
        item: {
          PK,
          SK: "EDIT#x",
          EntityType: "EditRecord",
          Data: {},
          CreatedAt: 1,
          UpdatedAt: 1,
          Version: 1,
        },
        when: "always",
      },
    ]);
    world.time.nowMs += 2 * times.hourMs;
    let people = 0;
    let passes = 0;
    // The clock of this world moves a millisecond each time it is read: a pass sees one person or two.
    for (let finished = false; !finished && passes < 100; passes++) {
      const swept = await sweep(world, world.walk, 4);
      people += swept.people;
      finished = swept.finished;
    }
    expect(people).toBe(4);
    expect(passes).toBeGreaterThan(2);
    expect(world.logged.filter((line) => line.startsWith("person-not-swept"))).toHaveLength(1);
    expect([...world.records.rows.keys()].filter((key) => key.includes("IMAGE#"))).toHaveLength(1);
  });

  it("does twice what once does", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    await world.objects.put(
      objectKeys.mask(user, (await aPreview(world, user, imageId)) as never),
      new Uint8Array(1),
      "x",
    );
    world.time.nowMs += 2 * times.hourMs;
    expect((await sweepAll(world)).repairs).toBeGreaterThan(0);
    expect((await sweepAll(world)).repairs).toBe(0);
    expect(anAsk(imageId).imageId).toBe(imageId);
  });
});
