import { type Output, type ReadInput } from "#core/api/operations.ts";
import { type ImageId, type UserId } from "#core/ids.ts";
import { uploadType, type UploadType } from "#core/image/format.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import { maxUploadBytes } from "#core/limits/limits.ts";
import { type Plan } from "#core/limits/plans.ts";
import { times } from "#core/limits/times.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { newImageId } from "#functions/ids.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { imageKind, readImage } from "#functions/records/image-records.ts";
import { readListing, stillThere } from "#functions/records/listing-records.ts";
import { countUse, usedUp } from "#functions/records/limit-counter.ts";
import { earlierRequest, noteRequest } from "#functions/records/request-record.ts";
import { takeStorage } from "#functions/records/storage.ts";
import { toItem } from "#functions/records/stored.ts";
import { writeNamed } from "#functions/records/write-named.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;
type Ask = ReadInput<"createUpload">;
type Reply = Pick<Output<"createUpload">, "image" | "post">;

/**
 * Announces a photo and gives the form to send it with. The same request again gives the same image, and a fresh
 * form for as long as its bytes are awaited. A listing that is gone by now (the photo may have waited on the phone for
 * days), or never was this person's, is no reason to refuse a photo: it is taken into no listing.
 */
export async function createUpload(
  cloud: Needs,
  { userId, plan }: { readonly userId: UserId; readonly plan: Plan },
  ask: Ask,
): Promise<Result<Reply>> {
  if (ask.sizeBytes > maxUploadBytes) return refused(problemOf("file-too-large", { field: "sizeBytes" }));
  if (ask.sizeBytes < 1)
    return refused(problemOf("unreadable", { field: "sizeBytes", detail: "the file is empty" }));
  const contentType = uploadType.safeParse(ask.contentType);
  if (!contentType.success) return refused(problemOf("unsupported-format", { field: "contentType" }));

  const earlier = await repeat(cloud, userId, ask);
  if (earlier) return earlier;

  const nowMs = cloud.clock.now();
  const listing = ask.listingId ? await readListing(cloud, userId, ask.listingId) : undefined;
  const listingId = listing?.record.listingId;
  const image = newRecord(
    newImageId(cloud),
    userId,
    { ...ask, listingId, contentType: contentType.data },
    nowMs,
  );
  // Together, so that a refused upload costs nothing and a repeated one is counted once.
  const failed = await writeNamed(cloud.records, {
    request: noteRequest(
      { userId, requestId: ask.requestId, made: { kind: "image", imageId: image.imageId } },
      nowMs,
    ),
    image: {
      kind: "put",
      item: toItem(
        imageKind,
        { record: image, expiresAtMs: nowMs + times.uploadAbandonedMs },
        undefined,
        nowMs,
      ),
      when: "absent",
    },
    uploads: countUse("uploads", plan, userId, nowMs),
    images: countUse("images", plan, userId, nowMs),
    storage: takeStorage(plan, userId, image.fileSize, nowMs),
    listing: listing && stillThere(listing),
  });
  if (failed === undefined) return reply(cloud, image);
  // The listing changed or left meanwhile: it is looked at again.
  if (failed.size === 1 && failed.has("listing")) return createUpload(cloud, { userId, plan }, ask);
  if (failed.has("request")) {
    // The same request came in beside this one and was faster.
    const twin = await repeat(cloud, userId, ask);
    if (twin) return twin;
  }
  return refused(whyRefused(failed, nowMs));
}

type Part = "request" | "image" | "uploads" | "images" | "storage" | "listing";

/** The longer wait is the true one when both are used up; for storage there is something to do and not to wait. */
function whyRefused(failed: ReadonlySet<Part>, nowMs: number): Problem {
  if (failed.has("storage")) return problemOf("storage-full");
  if (failed.has("images")) return usedUp("images", nowMs);
  return failed.has("uploads") ? usedUp("uploads", nowMs) : problemOf("conflict");
}

async function repeat(cloud: Needs, user: UserId, ask: Ask): Promise<Result<Reply> | undefined> {
  const made = await earlierRequest(cloud, user, ask.requestId);
  if (made === undefined) return undefined;
  if (made.kind !== "image") return refused(problemOf("conflict", { field: "requestId" }));
  const known = await readImage(cloud, user, made.imageId);
  return known ? reply(cloud, known.record) : refused(problemOf("not-found", { field: "requestId" }));
}

async function reply(cloud: Needs, image: ImageRecord): Promise<Result<Reply>> {
  const post =
    image.state === "announced"
      ? await cloud.objects.presignPost(image.originalKey, {
          seconds: times.presignedPostMs / 1000,
          contentType: image.contentType,
          minBytes: 1,
          maxBytes: maxUploadBytes,
        })
      : undefined;
  return done({ image: await viewImage(cloud, image), post });
}

const newRecord = (
  imageId: ImageId,
  userId: UserId,
  ask: Ask & { readonly contentType: UploadType },
  nowMs: number,
): ImageRecord => ({
  imageId,
  userId,
  requestId: ask.requestId,
  ...(ask.listingId ? { listingId: ask.listingId } : {}),
  state: "announced",
  originalKey: objectKeys.upload(userId, imageId),
  fileName: ask.fileName,
  fileSize: ask.sizeBytes,
  contentType: ask.contentType,
  width: 0,
  height: 0,
  createdAt: new Date(nowMs).toISOString(),
  updatedAt: new Date(nowMs).toISOString(),
  analysisState: "none",
  suggestions: [],
});
