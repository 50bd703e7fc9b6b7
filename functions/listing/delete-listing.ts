import { type ListingId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { moveImage } from "#functions/listing/move-images.ts";
import { type Cloud } from "#functions/ports.ts";
import { imageKind } from "#functions/records/image-records.ts";
import { everyOf } from "#functions/records/pages.ts";
import { changeListing, listingKeys } from "#functions/records/listing-records.ts";

type Needs = Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance">;

/** The API answers within this; what is left by then a worker does. */
const answerWithinMs = 15_000;

/**
 * Deletes a listing. Its images stay, in no listing, or go with it and their edits. From the first moment on nothing
 * can come into it; the record goes last, so that a deletion that was cut off can be asked for again.
 * @returns how many listings, images and edits went; when a worker does the rest, how many so far
 */
export async function deleteListing(
  cloud: Needs,
  user: UserId,
  listingId: ListingId,
  images: "keep" | "delete",
): Promise<Result<number>> {
  const leaving = await changeListing(cloud, user, listingId, ({ record }) =>
    record.isLeaving
      ? undefined
      : {
          record: {
            ...record,
            isLeaving: true,
            leavingImages: images,
            updatedAt: new Date(cloud.clock.now()).toISOString(),
          },
        },
  );
  if (leaving === undefined) return refused(problemOf("not-found", { field: "listingId" }));
  const { deleted, finished } = await emptyAndRemove(cloud, user, listingId, images, answerWithinMs);
  if (!finished) await cloud.queue.send({ kind: "delete-listing", userId: user, listingId, images });
  return done(deleted);
}

/** Goes on with a deletion that has begun, for as long as `budgetMs` allows. */
export async function emptyAndRemove(
  cloud: Omit<Needs, "queue">,
  user: UserId,
  listingId: ListingId,
  images: "keep" | "delete",
  budgetMs: number,
): Promise<{ readonly deleted: number; readonly finished: boolean }> {
  const until = cloud.clock.now() + budgetMs;
  let deleted = 0;
  // From the person's own rows and not from the index, which may lag behind: none is left.
  for await (const { imageId, listingId: of } of everyOf(cloud, imageKind, user)) {
    if (of !== listingId) continue;
    if (cloud.clock.now() > until) return { deleted, finished: false };
    if (images === "keep") await moveImage(cloud, user, imageId, undefined);
    else {
      const gone = await deleteImage(cloud, user, imageId);
      deleted += gone.ok ? gone.value : 0;
    }
  }
  await cloud.records.write([{ kind: "remove", key: listingKeys(user, listingId), when: "always" }]);
  return { deleted: deleted + 1, finished: true };
}
