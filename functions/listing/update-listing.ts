import { type ReadInput } from "#core/api/operations.ts";
import { type ListingView } from "#core/api/views.ts";
import { type UserId } from "#core/ids.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { viewListing } from "#functions/listing/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { readImage } from "#functions/records/image-records.ts";
import { changeListing } from "#functions/records/listing-records.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;
type Ask = ReadInput<"updateListing">;

/**
 * Changes what is given of a listing. With a version, only when nobody has changed it since; a listing that already
 * says all of this is left alone and is no conflict, so that asking twice is asking once.
 */
export async function updateListing(cloud: Needs, user: UserId, ask: Ask): Promise<Result<ListingView>> {
  if (ask.coverImageId) {
    const cover = await readImage(cloud, user, ask.coverImageId);
    if (cover?.record.listingId !== ask.listingId)
      return refused(problemOf("not-found", { field: "coverImageId" }));
  }
  let isConflict = false;
  const changed = await changeListing(cloud, user, ask.listingId, ({ record, version }) => {
    isConflict = false;
    const next = applied(record, ask);
    if (record.isLeaving || isSame(record, next)) return undefined;
    isConflict = typeof ask.version === "number" && ask.version !== version;
    if (isConflict) return undefined;
    return { record: { ...next, updatedAt: new Date(cloud.clock.now()).toISOString() } };
  });
  if (changed === undefined || changed.stored.record.isLeaving)
    return refused(problemOf("not-found", { field: "listingId" }));
  return isConflict
    ? refused(problemOf("conflict", { field: "version" }))
    : done(await viewListing(cloud, changed.stored));
}

const applied = (record: ListingRecord, { name, rooms, coverImageId }: Ask): ListingRecord => ({
  ...record,
  name: name ?? record.name,
  rooms: rooms ?? record.rooms,
  coverImageId: coverImageId ?? record.coverImageId,
});

const isSame = (a: ListingRecord, b: ListingRecord): boolean =>
  a.name === b.name &&
  a.coverImageId === b.coverImageId &&
  a.rooms.length === b.rooms.length &&
  a.rooms.every((room, at) => room === b.rooms[at]);
