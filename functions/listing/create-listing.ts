import { type ReadInput } from "#core/api/operations.ts";
import { type ListingView } from "#core/api/views.ts";
import { type UserId } from "#core/ids.ts";
import { maxListings } from "#core/limits/limits.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { usualRooms } from "#core/listing/shot-list.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { newListingId } from "#functions/ids.ts";
import { viewListing } from "#functions/listing/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { listingKind, listingPage, readListing } from "#functions/records/listing-records.ts";
import { earlierRequest, noteRequest } from "#functions/records/request-record.ts";
import { toItem } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;
type Ask = ReadInput<"createListing">;

/**
 * Makes a listing. The same request again gives the same listing.
 *
 * The number of listings is counted before it is written, not with it: two requests at the same moment can end one
 * above the limit, which keeps the lists short and pays for nothing.
 */
export async function createListing(cloud: Needs, user: UserId, ask: Ask): Promise<Result<ListingView>> {
  const earlier = await repeat(cloud, user, ask);
  if (earlier) return earlier;
  const { records } = await listingPage(cloud, user, maxListings);
  if (records.length >= maxListings)
    return refused(problemOf("too-many-listings", { detail: `${maxListings} listings` }));

  const nowMs = cloud.clock.now();
  const record = newRecord(newListingId(cloud), user, ask, nowMs);
  const { listingId } = record;
  const item = toItem(listingKind, { record }, undefined, nowMs);
  const written = await cloud.records.write([
    noteRequest({ userId: user, requestId: ask.requestId, made: { kind: "listing", listingId } }, nowMs),
    { kind: "put", item, when: "absent" },
  ]);
  if (written.ok) {
    const { Version: version, CreatedAt: createdAtMs } = item;
    const stored = { record, version, createdAtMs, expiresAtMs: undefined, lease: undefined };
    return done(await viewListing(cloud, stored));
  }
  // The same request came in beside this one and was faster.
  return (await repeat(cloud, user, ask)) ?? refused(problemOf("conflict"));
}

async function repeat(
  cloud: Needs,
  user: UserId,
  { requestId }: Ask,
): Promise<Result<ListingView> | undefined> {
  const made = await earlierRequest(cloud, user, requestId);
  if (made === undefined) return undefined;
  if (made.kind !== "listing") return refused(problemOf("conflict", { field: "requestId" }));
  const known = await readListing(cloud, user, made.listingId);
  return known
    ? done(await viewListing(cloud, known))
    : refused(problemOf("not-found", { field: "requestId" }));
}

const newRecord = (
  listingId: ListingRecord["listingId"],
  userId: UserId,
  { requestId, name, rooms, isSample }: Ask,
  nowMs: number,
): ListingRecord => ({
  listingId,
  userId,
  requestId,
  name,
  rooms: [...(rooms ?? usualRooms)],
  isSample: isSample ?? false,
  createdAt: new Date(nowMs).toISOString(),
  updatedAt: new Date(nowMs).toISOString(),
});
