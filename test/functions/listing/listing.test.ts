import { describe, expect, it } from "vitest";
import { maxListings } from "#core/limits/limits.ts";
import { newImageId, newListingId } from "#functions/ids.ts";
import { listImages } from "#functions/history/list-images.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { updateImage } from "#functions/image/update-image.ts";
import { createListing } from "#functions/listing/create-listing.ts";
import { deleteListing } from "#functions/listing/delete-listing.ts";
import { listListings } from "#functions/listing/list-listings.ts";
import { moveImages } from "#functions/listing/move-images.ts";
import { updateListing } from "#functions/listing/update-listing.ts";
import { viewListing } from "#functions/listing/view.ts";
import { readListing } from "#functions/records/listing-records.ts";
import { readImage } from "#functions/records/image-records.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import {
  aListing,
  anAnnouncedImage,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  aWorld,
  breaking,
  workAll,
  type World,
} from "#test/functions/fakes/world.ts";
import { type ListingId, type UserId } from "#core/ids.ts";

async function aScene() {
  const world = aWorld();
  const user = aUser();
  const listing = await aListing(world, user);
  const { imageId } = await aReadyImage(world, user);
  await moveImages(world, user, { imageIds: [imageId], listingId: listing.listingId });
  const idsIn = async (listingId: ListingId) => {
    const page = await listImages(world, user, { listingId });
    return page.ok ? page.value.items.map(({ imageId }) => imageId) : page.problem.kind;
  };
  const whereIs = async (image = imageId) => (await readImage(world, user, image))?.record.listingId;
  return { world, user, listing, listingId: listing.listingId, imageId, idsIn, whereIs };
}

const seen = async (world: World, user: UserId, listingId: ListingId) => {
  const known = await readListing(world, user, listingId);
  return known && viewListing(world, known);
};
const kindOf = (result: { ok: boolean; problem?: { kind: string } }) =>
  result.ok ? "done" : result.problem?.kind;

describe("createListing", () => {
  it("asked twice makes one, also at the same moment", async () => {
    const world = aWorld();
    const user = aUser();
    const ask = { requestId: aRequest(), name: "Elm Road 3" };
    const made = await Promise.all([1, 2, 3].map(() => createListing(world, user, ask)));
    made.push(await createListing(world, user, ask));
    const ids = new Set(made.map((each) => each.ok && each.value.listingId));
    expect([ids.size, ids.has(false)]).toEqual([1, false]);
    const page = await listListings(world, user, {});
    expect(page.ok && page.value.items).toHaveLength(1);
  });

  it("takes no request id that made something else, nor one whose listing is gone", async () => {
    const { world, user } = await aScene();
    const requestId = aRequest();
    await createUpload(
      world,
      { userId: user, plan: "pro" },
      { requestId, fileName: "a.jpg", contentType: "image/jpeg", sizeBytes: 5 },
    );
    expect(kindOf(await createListing(world, user, { requestId, name: "a" }))).toBe("conflict");
    const again = { requestId: aRequest(), name: "b" };
    const made = await createListing(world, user, again);
    if (!made.ok) throw new Error("refused");
    await deleteListing(world, user, made.value.listingId, "keep");
    expect(kindOf(await createListing(world, user, again))).toBe("not-found");
  });

  it("stops at the most one account can hold", async () => {
    const world = aWorld();
    const user = aUser();
    for (let n = 0; n < maxListings; n++) await aListing(world, user, { name: `House ${n}` });
    expect(kindOf(await createListing(world, user, { requestId: aRequest(), name: "x" }))).toBe(
      "too-many-listings",
    );
    expect(kindOf(await createListing(world, aUser(), { requestId: aRequest(), name: "x" }))).toBe("done");
  });
});

describe("a listing as it is seen", () => {
  it("says how many photos it has, which rooms they show, and which one stands in front", async () => {
    const { world, user, listingId, imageId } = await aScene();
    const second = await aReadyImage(world, user);
    await moveImages(world, user, { imageIds: [second.imageId], listingId });
    await updateImage(world, user, { imageId, room: "kitchen" });
    const view = await seen(world, user, listingId);
    expect(view).toMatchObject({ imageCount: 2, coveredRooms: ["Kitchen"], coverImageId: second.imageId });
    expect(view?.coverUrl).toContain(`thumbs/${user}/${second.imageId}`);
    expect((view?.changedAt ?? "") > (view?.updatedAt ?? "")).toBe(true);
    await updateListing(world, user, { listingId, coverImageId: imageId });
    expect((await seen(world, user, listingId))?.coverImageId).toBe(imageId);
    await deleteImage(world, user, imageId);
    expect(await seen(world, user, listingId)).toMatchObject({ imageCount: 1, coverImageId: second.imageId });
  });

  it("has no cover before its first photo is ready", async () => {
    const { world, user } = await aScene();
    const { listingId } = await aListing(world, user);
    const imageId = await anAnnouncedImage(world, user);
    await moveImages(world, user, { imageIds: [imageId], listingId });
    expect(await seen(world, user, listingId)).toMatchObject({ imageCount: 1, coverUrl: null });
  });
});

describe("updateListing", () => {
  it("changes what is given and leaves the rest", async () => {
    const { world, user, listing, listingId } = await aScene();
    const renamed = await updateListing(world, user, { listingId, name: "Oak Street 1" });
    expect(renamed.ok && renamed.value).toMatchObject({ name: "Oak Street 1", rooms: listing.rooms });
    const roomed = await updateListing(world, user, { listingId, rooms: ["Attic"] });
    expect(roomed.ok && roomed.value).toMatchObject({ name: "Oak Street 1", rooms: ["Attic"] });
  });

  it("lets only the first of two who saw the same version through, and takes its repeat", async () => {
    const { world, user, listing, listingId } = await aScene();
    const { version } = listing;
    const first = { listingId, version, name: "First" };
    expect(kindOf(await updateListing(world, user, first))).toBe("done");
    expect(kindOf(await updateListing(world, user, { listingId, version, name: "Second" }))).toBe("conflict");
    expect(kindOf(await updateListing(world, user, first))).toBe("done");
    expect((await seen(world, user, listingId))?.name).toBe("First");
  });

  it("puts in front only a photo that is in it", async () => {
    const { world, user, listingId } = await aScene();
    const { imageId } = await aReadyImage(world, user);
    expect(await updateListing(world, user, { listingId, coverImageId: imageId })).toMatchObject({
      problem: { kind: "not-found", field: "coverImageId" },
    });
  });
});

describe("moveImages", () => {
  it("moves in, over and out, and a repeat changes nothing", async () => {
    const { world, user, listingId, imageId, idsIn } = await aScene();
    const other = await aListing(world, user);
    expect(await idsIn(listingId)).toEqual([imageId]);
    await moveImages(world, user, { imageIds: [imageId], listingId: other.listingId });
    expect([await idsIn(listingId), await idsIn(other.listingId)]).toEqual([[], [imageId]]);
    const before = await readImage(world, user, imageId);
    await moveImages(world, user, { imageIds: [imageId, imageId], listingId: other.listingId });
    expect(await readImage(world, user, imageId)).toEqual(before);
    await moveImages(world, user, { imageIds: [imageId] });
    expect(await idsIn(other.listingId)).toEqual([]);
  });

  it("gives each image its own outcome: one that is gone holds up none", async () => {
    const { world, user, imageId, whereIs } = await aScene();
    const { listingId } = await aListing(world, user);
    const gone = newImageId(world);
    const moved = await moveImages(world, user, { imageIds: [gone, imageId], listingId });
    const outcomes = moved.ok ? moved.value : [];
    expect(outcomes.map((each) => [each.imageId, each.image?.listingId, each.problem?.kind])).toEqual([
      [gone, undefined, "not-found"],
      [imageId, listingId, undefined],
    ]);
    expect(await whereIs()).toBe(listingId);
  });

  it("moves nothing into a listing that is not there", async () => {
    const { world, user, imageId, listingId, whereIs } = await aScene();
    for (const target of [newListingId(world), (await aListing(world, aUser())).listingId])
      expect(kindOf(await moveImages(world, user, { imageIds: [imageId], listingId: target }))).toBe(
        "not-found",
      );
    expect(await whereIs()).toBe(listingId);
  });

  it("keeps what a worker holds and when an announced photo expires", async () => {
    const { world, user, listingId } = await aScene();
    const imageId = await anAnnouncedImage(world, user);
    const before = await readImage(world, user, imageId);
    await moveImages(world, user, { imageIds: [imageId], listingId });
    expect((await readImage(world, user, imageId))?.expiresAtMs).toBe(before?.expiresAtMs);
    expect(before?.expiresAtMs).toBeGreaterThan(0);
    await updateImage(world, user, { imageId, fileName: "Hall.jpg" });
    expect((await readImage(world, user, imageId))?.expiresAtMs).toBe(before?.expiresAtMs);
  });
});

describe("deleteListing", () => {
  it("keeps its photos, in no listing, when they are to stay", async () => {
    const { world, user, listingId, imageId, whereIs } = await aScene();
    expect(await deleteListing(world, user, listingId, "keep")).toEqual({ ok: true, value: 1 });
    expect([await seen(world, user, listingId), await whereIs()]).toEqual([undefined, undefined]);
    expect((await readImage(world, user, imageId))?.record.state).toBe("ready");
    expect(kindOf(await deleteListing(world, user, listingId, "keep"))).toBe("not-found");
  });

  it("takes its photos and their edits with it, and nothing else, when they are to go", async () => {
    const { world, user, listingId, imageId } = await aScene();
    await aPreview(world, user, imageId);
    const other = await aReadyImage(world, user);
    expect(await deleteListing(world, user, listingId, "delete")).toEqual({ ok: true, value: 3 });
    expect(world.objects.keys().filter((key) => !key.includes(other.imageId))).toEqual([]);
    expect(await readImage(world, user, other.imageId)).toBeDefined();
  });

  it("lets a worker finish what takes longer than an answer may; meanwhile nothing comes in", async () => {
    const { world, user, listingId, imageId } = await aScene();
    const second = await aReadyImage(world, user);
    await moveImages(world, user, { imageIds: [second.imageId], listingId });
    const slow = {
      ...world.objects,
      remove: async (keys: readonly string[]) => {
        world.time.nowMs += 20_000;
        return world.objects.remove(keys);
      },
    };
    await deleteListing({ ...world, objects: slow }, user, listingId, "delete");
    expect(world.sent.map(({ message }) => message.kind)).toContain("delete-listing");
    const page = await listListings(world, user, {});
    expect(page.ok && page.value.items).toEqual([]);
    expect(kindOf(await updateListing(world, user, { listingId, name: "x" }))).toBe("not-found");
    const third = await aReadyImage(world, user);
    expect(kindOf(await moveImages(world, user, { imageIds: [third.imageId], listingId }))).toBe("not-found");
    await workAll(world);
    const left = [imageId, second.imageId].map((each) => readImage(world, user, each));
    expect(await Promise.all(left)).toEqual([undefined, undefined]);
    expect([...world.records.rows.keys()].filter((key) => key.includes("LISTING#"))).toEqual([]);
  });

  it("can be asked for again when it was cut off", async () => {
    const { world, user, listingId } = await aScene();
    let calls = 0;
    const objects = breaking(world.objects, ["remove"], () => ++calls === 1);
    await expect(deleteListing({ ...world, objects }, user, listingId, "delete")).rejects.toThrow(
      "out of reach",
    );
    expect(await deleteListing(world, user, listingId, "delete")).toEqual({ ok: true, value: 2 });
  });
});

describe("a photo that was taken for a listing", () => {
  const anUpload = (listingId: ListingId) => ({
    requestId: aRequest(),
    fileName: "a.jpg",
    contentType: "image/jpeg",
    sizeBytes: 5,
    listingId,
  });

  it("comes into it, and into none when it is gone by then: no photo is refused for its listing", async () => {
    const { world, user, listingId } = await aScene();
    const asking = { userId: user, plan: "pro" } as const;
    const first = await createUpload(world, asking, anUpload(listingId));
    expect(first.ok && first.value.image?.listingId).toBe(listingId);
    await deleteListing(world, user, listingId, "keep");
    const second = await createUpload(world, asking, anUpload(listingId));
    expect(second.ok && second.value.image?.listingId).toBeNull();
  });

  it("is in no listing that left while it was being announced", async () => {
    const { world, user, listingId } = await aScene();
    let isFirst = true;
    const records = {
      ...world.records,
      write: async (changes: Parameters<typeof world.records.write>[0]) => {
        if (isFirst && changes.length > 1) {
          isFirst = false;
          await deleteListing(world, user, listingId, "delete");
        }
        return world.records.write(changes);
      },
    };
    const made = await createUpload(
      { ...world, records },
      { userId: user, plan: "pro" },
      anUpload(listingId),
    );
    expect(made.ok && made.value.image?.listingId).toBeNull();
  });
});

describe("updateImage", () => {
  it("gives a name and a room, and takes the room away again", async () => {
    const { world, user, imageId } = await aScene();
    const named = await updateImage(world, user, { imageId, fileName: "Kitchen.jpg", room: "Kitchen" });
    expect(named.ok && named.value).toMatchObject({ fileName: "Kitchen.jpg", room: "Kitchen" });
    const bare = await updateImage(world, user, { imageId, room: "" });
    expect(bare.ok && bare.value).toMatchObject({ fileName: "Kitchen.jpg", room: null });
    expect(kindOf(await updateImage(world, aUser(), { imageId, room: "x" }))).toBe("not-found");
  });
});
