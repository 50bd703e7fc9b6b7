import { type Output, type ReadInput } from "#core/api/operations.ts";
import { type ImageId, type ListingId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { imageKind, readImage } from "#functions/records/image-records.ts";
import { readListing, stillThere } from "#functions/records/listing-records.ts";
import { type Stored, toItem } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;
type Outcome = Output<"moveImages">["outcomes"][number];

/**
 * Puts images into a listing, or out of any. Each has an outcome of its own: one that is gone does not hold up the
 * others. An image that is there already stays untouched, so that moving twice is moving once.
 */
export async function moveImages(
  cloud: Needs,
  user: UserId,
  { imageIds, listingId }: ReadInput<"moveImages">,
): Promise<Result<readonly Outcome[]>> {
  const target = listingId ?? undefined;
  if (target && !(await readListing(cloud, user, target)))
    return refused(problemOf("not-found", { field: "listingId" }));
  const outcomes: Outcome[] = [];
  for (const imageId of imageIds) outcomes.push(await outcomeOf(cloud, user, imageId, target));
  return done(outcomes);
}

async function outcomeOf(
  cloud: Needs,
  user: UserId,
  imageId: ImageId,
  target: ListingId | undefined,
): Promise<Outcome> {
  const moved = await moveImage(cloud, user, imageId, target);
  return moved.ok
    ? { imageId, image: await viewImage(cloud, moved.value) }
    : { imageId, problem: viewProblem(moved.problem) };
}

/** The image and the listing it comes into are judged in one write, so that no image ends in a listing that is gone. */
export async function moveImage(
  cloud: Pick<Needs, "records" | "clock">,
  user: UserId,
  imageId: ImageId,
  target: ListingId | undefined,
): Promise<Result<ImageRecord>> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = await readImage(cloud, user, imageId);
    if (known === undefined) return refused(problemOf("not-found", { field: "imageIds" }));
    if (known.record.listingId === target) return done(known.record);
    const listing = target && (await readListing(cloud, user, target));
    if (target && !listing) return refused(problemOf("not-found", { field: "listingId" }));
    const record = placed(known.record, target, new Date(cloud.clock.now()).toISOString());
    if (await write(cloud, known, record, listing)) return done(record);
  }
  throw new Error(`Image ${imageId} changed twenty times while it was being moved`);
}

/** @returns false when another was faster */
async function write(
  cloud: Pick<Needs, "records" | "clock">,
  known: Stored<ImageRecord>,
  record: ImageRecord,
  listing: Stored<ListingRecord> | undefined,
): Promise<boolean> {
  // What is kept beside the record goes with it: its expiry, and who is at work on it.
  const next = { record, expiresAtMs: known.expiresAtMs, lease: known.lease };
  const item = toItem(imageKind, next, known, cloud.clock.now());
  const written = await cloud.records.write([
    { kind: "put", item, when: { version: known.version } },
    ...(listing ? [stillThere(listing)] : []),
  ]);
  return written.ok;
}

/** The room goes along: it is named in the agent's words, which are the same in every listing. */
function placed(image: ImageRecord, target: ListingId | undefined, updatedAt: string): ImageRecord {
  const { listingId: _left, ...rest } = image;
  return { ...rest, ...(target ? { listingId: target } : {}), updatedAt };
}
