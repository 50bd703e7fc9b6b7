import { describe, expect, it } from "vitest";
import { recordKeys } from "#core/keys.ts";
import { deleteMyData } from "#functions/account/delete-my-data.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import {
  aListing,
  aMask,
  anAsk,
  aPreview,
  aReadyImage,
  aUser,
  aWorld,
  breaking,
  workAll,
} from "#test/functions/fakes/world.ts";

async function aScene() {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user);
  await acceptEdit(world, user, await aPreview(world, user, imageId));
  const params = { maskData: await aMask(), objects: [] };
  await aPreview(world, user, imageId, { editType: "item-removal", params });
  const left = (of: string = user) => [
    ...world.objects.keys().filter((key) => key.includes(of)),
    ...[...world.records.rows.keys()].filter((key) => key.includes(of) && !key.includes("LIMIT#")),
  ];
  return { world, user, imageId, left };
}

/** What an image leaves behind: that it was asked for, and a count of what is kept. */
const stays = (key: string): boolean => key.includes("REQUEST#") || key.endsWith("|STORAGE");

describe("deleteImage", () => {
  it("removes the image, its copies and every edit of it, and nothing else", async () => {
    const { world, user, imageId, left } = await aScene();
    const other = await aReadyImage(world, user);
    expect(await deleteImage(world, user, imageId)).toEqual({ ok: true, value: 3 });
    expect(left().filter((key) => !stays(key) && !key.includes(other.imageId))).toEqual([]);
    expect(left().filter((key) => key.includes(other.imageId))).toHaveLength(5);
    const again = await deleteImage(world, user, imageId);
    expect(again.ok || again.problem.kind).toBe("not-found");
  });

  it("stops the edit that a worker has in hand", async () => {
    const { world, user, imageId, left } = await aScene();
    await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId));
    await deleteImage(world, user, imageId);
    expect(await workAll(world)).toBe(0);
    expect(left().filter((key) => !stays(key))).toEqual([]);
  });

  it("finds no image of somebody else", async () => {
    const { world, imageId, left, user } = await aScene();
    const before = left(user);
    const refused = await deleteImage(world, aUser(), imageId);
    expect(refused.ok || refused.problem.kind).toBe("not-found");
    expect(left(user)).toEqual(before);
  });

  it("can be asked for again when it was cut off", async () => {
    const { world, user, imageId, left } = await aScene();
    let calls = 0;
    const objects = breaking(world.objects, ["remove"], () => ++calls === 2);
    await expect(deleteImage({ ...world, objects }, user, imageId)).rejects.toThrow("out of reach");
    expect((await deleteImage(world, user, imageId)).ok).toBe(true);
    expect(left().filter((key) => !stays(key))).toEqual([]);
  });
});

describe("deleteMyData", () => {
  it("leaves no edit that was asked for in the middle of it", async () => {
    const { world, user, imageId, left } = await aScene();
    const records = {
      ...world.records,
      page: async (asked: Parameters<typeof world.records.page>[0]) => {
        await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId));
        return world.records.page(asked);
      },
    };
    await deleteMyData({ ...world, records }, user, "DELETE");
    await workAll(world);
    expect(left()).toEqual([]);
  });

  it("wants to be confirmed word for word", async () => {
    const { world, user, left } = await aScene();
    const before = left();
    const refused = await deleteMyData(world, user, "delete");
    expect(refused.ok || refused.problem.kind).toBe("confirmation-needed");
    expect(left()).toEqual(before);
  });

  it("leaves no picture and no record of this person, and everything of others", async () => {
    const { world, user, left } = await aScene();
    const other = aUser();
    await aReadyImage(world, other);
    await aListing(world, user);
    await aListing(world, other);
    const theirs = left(other);
    expect(await deleteMyData(world, user, "DELETE")).toEqual({ ok: true, value: 3 });
    expect(left()).toEqual([]);
    expect(left(other)).toEqual(theirs);
    expect(await deleteMyData(world, user, "DELETE")).toEqual({ ok: true, value: 0 });
  });

  it("is no way round the limits", async () => {
    const { world, user } = await aScene();
    const used = world.records.countOf(recordKeys.partition(user), "LIMIT#");
    await deleteMyData(world, user, "DELETE");
    expect(used).toBeGreaterThan(0);
    expect(world.records.countOf(recordKeys.partition(user), "LIMIT#")).toBe(used);
  });

  it("lets a worker finish what takes longer than an answer may", async () => {
    const { world, user, left } = await aScene();
    const slow = {
      ...world.objects,
      remove: async (keys: readonly string[]) => {
        world.time.nowMs += 20_000;
        return world.objects.remove(keys);
      },
    };
    expect((await deleteMyData({ ...world, objects: slow }, user, "DELETE")).ok).toBe(true);
    expect(left()).not.toEqual([]);
    expect(world.sent.map(({ message }) => message.kind)).toEqual(["delete-data"]);
    await workAll(world);
    expect(left()).toEqual([]);
  });
});
