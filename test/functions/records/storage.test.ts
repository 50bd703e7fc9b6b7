import { describe, expect, it } from "vitest";
import { objectKeys, recordKeys } from "#core/keys.ts";
import { storageAllowance } from "#core/limits/plans.ts";
import { times } from "#core/limits/times.ts";
import { type UserId } from "#core/ids.ts";
import { readStorage } from "#functions/account/read-allowances.ts";
import { deleteMyData } from "#functions/account/delete-my-data.ts";
import { acceptEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { correctStorage, storageKey } from "#functions/records/storage.ts";
import { sweep } from "#functions/sweep/sweep.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { brokenIn } from "#test/functions/crash/wholeness.ts";
import {
  anAnnouncedImage,
  anAsk,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  aWorld,
  type World,
} from "#test/functions/fakes/world.ts";

const counted = async (world: World, user: UserId): Promise<number> =>
  (await world.records.get(storageKey(user)))?.Count ?? 0;

/** As if somebody kept all of the plan's storage but so many bytes. */
const leave = (world: World, user: UserId, bytes: number) =>
  world.records.write([correctStorage(user, storageAllowance("pro") - bytes, undefined, world.clock.now())]);

const anUpload = (sizeBytes: number) => ({
  requestId: aRequest(),
  fileName: "hall.jpg",
  contentType: "image/jpeg",
  sizeBytes,
});
const pro = (userId: UserId) => ({ userId, plan: "pro" }) as const;

describe("storage", () => {
  it("is what the originals and the kept results weigh, at every step", async () => {
    const world = aWorld();
    const user = aUser();
    await anAnnouncedImage(world, user);
    expect(await counted(world, user)).toBe(1000);
    const { imageId, originalKey } = await aReadyImage(world, user);
    const original = (await world.objects.get(originalKey))?.length ?? 0;
    // What came, not what was announced.
    expect(await counted(world, user)).toBe(1000 + original);

    const edit = await aPreview(world, user, imageId);
    expect(await counted(world, user)).toBe(1000 + original);
    await acceptEdit(world, user, edit);
    await acceptEdit(world, user, edit);
    const kept = world.objects.keys().filter((key) => key.startsWith(`results/${user}/${edit}/`));
    const sizes = await Promise.all(kept.map(async (key) => (await world.objects.get(key))?.length ?? 0));
    const results = sizes.reduce((sum, bytes) => sum + bytes, 0);
    expect(results).toBeGreaterThan(0);
    expect(await counted(world, user)).toBe(1000 + original + results);

    await deleteKeptEdit(world, user, edit);
    await deleteKeptEdit(world, user, edit);
    expect(await counted(world, user)).toBe(1000 + original);
    await acceptEdit(world, user, await aPreview(world, user, imageId));
    await deleteImage(world, user, imageId);
    expect(await counted(world, user)).toBe(1000);
  });

  it("comes back from a photo that is refused, and not twice when that is deleted", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await anAnnouncedImage(world, user);
    await world.objects.put(objectKeys.upload(user, image), Buffer.from("no photo"), "image/jpeg");
    await prepareImage(world, user, image);
    expect(await counted(world, user)).toBe(0);
    await deleteImage(world, user, image);
    expect(await counted(world, user)).toBe(0);
  });

  it("is never exceeded by a hundred uploads at once; what is refused costs nothing", async () => {
    const world = aWorld();
    const user = aUser();
    await leave(world, user, 5_500);
    const asked = Array.from({ length: 100 }, () => createUpload(world, pro(user), anUpload(1_000)));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    const problems = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
    expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(["storage-full"]));
    expect(problems[0]?.remedy).toContain("Delete");
    expect(await counted(world, user)).toBe(storageAllowance("pro") - 500);
    expect(world.records.countOf(recordKeys.partition(user), "LIMIT#uploads")).toBe(5);
    // What still fits is taken.
    expect((await createUpload(world, pro(user), anUpload(500))).ok).toBe(true);
  });

  it("lets nothing new be made once all is taken, and keeps what was made already", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    const made = await aPreview(world, user, imageId);
    const version = (await world.records.get(storageKey(user)))?.Version;
    await world.records.write([correctStorage(user, storageAllowance("pro"), version, world.clock.now())]);
    const refused = await requestEdit(world, pro(user), anAsk(imageId));
    expect(refused.ok || refused.problem.kind).toBe("storage-full");
    expect((await acceptEdit(world, user, made)).ok).toBe(true);
    await deleteKeptEdit(world, user, made);
    await deleteImage(world, user, imageId);
    expect((await createUpload(world, pro(user), anUpload(1))).ok).toBe(true);
  });

  it("has no end where the plan has none", async () => {
    const world = aWorld();
    const user = aUser();
    await leave(world, user, 0);
    const asking = { userId: user, plan: "enterprise" } as const;
    expect((await createUpload(world, asking, anUpload(1_000))).ok).toBe(true);
    expect((await readStorage(world, asking)).mostMegabytes).toBeUndefined();
  });

  it("is told in megabytes begun", async () => {
    const world = aWorld();
    const user = aUser();
    expect(await readStorage(world, pro(user))).toEqual({
      usedMegabytes: 0,
      mostMegabytes: storageAllowance("pro") / 1e6,
    });
    await leave(world, user, 1_000_001);
    expect((await readStorage(world, pro(user))).usedMegabytes).toBe(storageAllowance("pro") / 1e6 - 1);
  });

  it("is forgotten with everything else of a person", async () => {
    const world = aWorld();
    const user = aUser();
    await aReadyImage(world, user);
    await deleteMyData(world, user, "DELETE");
    expect(await world.records.get(storageKey(user))).toBeUndefined();
  });
});

describe("the sweeper", () => {
  const sweepAll = (world: World) => sweep(world, world.walk, times.hourMs);

  it.each([
    ["was there before anybody counted", undefined],
    ["has gone by itself", 5_000_000],
  ])("counts anew what %s", async (_, counts) => {
    const world = aWorld();
    const user = aUser();
    await aReadyImage(world, user);
    const right = await counted(world, user);
    const row = await world.records.get(storageKey(user));
    if (counts === undefined)
      await world.records.write([{ kind: "remove", key: storageKey(user), when: "always" }]);
    else await world.records.write([correctStorage(user, counts, row?.Version, world.clock.now())]);
    expect(brokenIn(world)).not.toEqual([]);
    await sweepAll(world);
    // It may still be at work.
    expect(brokenIn(world)).not.toEqual([]);
    world.time.nowMs += times.hourMs + 60_000;
    await sweepAll(world);
    expect(await counted(world, user)).toBe(right);
    expect((await sweepAll(world)).repairs).toBe(0);
  });

  it("leaves the count to whoever has counted since it looked", async () => {
    const world = aWorld();
    const user = aUser();
    await leave(world, user, 0);
    world.time.nowMs += times.hourMs + 60_000;
    const walk = {
      ...world.walk,
      rows: async (...asked: Parameters<typeof world.walk.rows>) => {
        const page = await world.walk.rows(...asked);
        if (!page.more) await createUpload(world, { userId: user, plan: "enterprise" }, anUpload(1_000));
        return page;
      },
    };
    await sweep(world, walk, times.hourMs);
    expect(await counted(world, user)).toBe(storageAllowance("pro") + 1_000);
  });
});
