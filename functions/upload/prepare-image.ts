import { type ImageId, type UserId } from "#core/ids.ts";
import { sniff, type UploadType } from "#core/image/format.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import {
  maxAspect,
  maxPhotoPixels,
  maxUploadBytes,
  minSidePx,
  workingLongSidePx,
} from "#core/limits/limits.ts";
import { maxRetries } from "#core/limits/times.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type Decoded, decodeScaled, photoSize } from "#engine/codec/decode.ts";
import { encodeScreenCopies, type ScreenCopies } from "#engine/codec/encode.ts";
import { announceImage } from "#functions/announce.ts";
import { newId } from "#functions/ids.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeImage, readImage } from "#functions/records/image-records.ts";
import { retried } from "#functions/retried.ts";

type Needs = Pick<Cloud, "records" | "objects" | "status" | "clock" | "chance" | "log">;

/** Long enough for the largest photo; after that its preparer is taken for dead. */
const leaseMs = 2 * 60_000;

/**
 * Reads an uploaded photo by its content, derives the screen copies and makes it ready. Doing it twice, late or at
 * the same time is doing it once. An upload that nobody announced is removed.
 * @param work the id of the message that asks for it: the same one again means that its last preparer is dead
 * @returns undefined when there is no such image
 */
export async function prepareImage(
  cloud: Needs,
  user: UserId,
  image: ImageId,
  work: string = newId(cloud),
): Promise<Result<ImageRecord> | undefined> {
  const run = newId(cloud);
  const taken = await take(cloud, user, image, { work, run });
  if (taken === undefined) {
    cloud.log.warn("upload-without-record", { imageId: image });
    await cloud.objects.remove([objectKeys.upload(user, image)]);
    return undefined;
  }
  const { record } = taken.stored;
  if (!taken.changed) {
    // Sent again after it was refused: what we would not keep then we do not keep now.
    if (record.state === "refused") await cloud.objects.remove([record.originalKey]);
    if (record.state === "ready") await restoreOriginal(cloud, record);
    return record.problem ? refused(record.problem) : done(record);
  }
  await announceImage(cloud, record);

  // What is read is what is guarded, whatever is sent into the same place from now on.
  const guardKey = objectKeys.guard(user, image);
  const isThere = await retried(cloud, maxRetries, () => cloud.objects.copy(record.originalKey, guardKey));
  const bytes =
    isThere === "copied" ? await retried(cloud, maxRetries, () => cloud.objects.get(guardKey)) : undefined;
  if (bytes === undefined) return letGo(cloud, record, run);
  const read = await readTwice(cloud, guardKey, bytes);
  if (!read.ok) return refuse(cloud, record, run, read.problem);
  return save(cloud, record, run, read.value, bytes.length);
}

/**
 * The upload form is good for five minutes, also after the photo was taken: bytes sent into its place again give way to
 * those that were there first. The sweeper takes the guard away when no form can be valid any more.
 */
async function restoreOriginal(cloud: Needs, { userId, imageId, originalKey }: ImageRecord): Promise<void> {
  const guardKey = objectKeys.guard(userId, imageId);
  const [now, first] = await Promise.all([cloud.objects.head(originalKey), cloud.objects.head(guardKey)]);
  if (first === undefined || now?.etag === first.etag) return;
  cloud.log.warn("original-sent-again", { imageId });
  await cloud.objects.copy(guardKey, originalKey);
}

async function take(
  cloud: Needs,
  user: UserId,
  image: ImageId,
  { work, run }: { readonly work: string; readonly run: string },
) {
  return changeImage(cloud, user, image, ({ record, lease }) => {
    const nowMs = cloud.clock.now();
    const isHeld = lease !== undefined && lease.untilMs >= nowMs && lease.work !== work;
    const isFree = record.state === "announced" || (record.state === "preparing" && !isHeld);
    if (!isFree) return undefined;
    return {
      record: { ...record, state: "preparing", updatedAt: new Date(nowMs).toISOString() },
      lease: { work, run, untilMs: nowMs + leaseMs },
    };
  });
}

/** What is refused is deleted: so it is fetched and looked at once more, should other bytes have come than are kept. */
async function readTwice(cloud: Needs, key: string, bytes: Uint8Array): Promise<Result<ReadPhoto>> {
  const read = await readPhoto(bytes);
  if (read.ok) return read;
  const again = await retried(cloud, maxRetries, () => cloud.objects.get(key));
  return again === undefined || Buffer.from(again).equals(bytes) ? read : readPhoto(again);
}

interface ReadPhoto extends ScreenCopies {
  readonly contentType: UploadType;
  readonly width: number;
  readonly height: number;
}

async function readPhoto(bytes: Uint8Array): Promise<Result<ReadPhoto>> {
  if (bytes.length > maxUploadBytes) return refused(problemOf("file-too-large"));
  const contentType = sniff(bytes);
  if (contentType === undefined) return refused(problemOf("unsupported-format"));
  const limits = { maxPixels: maxPhotoPixels, minSidePx };
  const size = await photoSize(bytes, limits);
  if (size.kind === "refused") return refused(problemOfRefusal(size.reason));
  const { width, height } = size.source;
  if (Math.max(width, height) > maxAspect * Math.min(width, height))
    return refused(problemOf("too-small", { detail: `${width} × ${height} px is a strip, not a photo` }));
  const decoded = await decodeScaled(bytes, limits, workingLongSidePx ** 2);
  if (decoded.kind === "refused") return refused(problemOfRefusal(decoded.reason));
  const { source, photo } = decoded;
  return done({
    contentType,
    width: source.width,
    height: source.height,
    ...(await encodeScreenCopies(photo)),
  });
}

type Reason = Extract<Decoded, { kind: "refused" }>["reason"];

const kinds = {
  unreadable: ["unreadable"],
  unsupported: ["unsupported-format"],
  animated: ["unsupported-format", "moving pictures are not taken"],
  "too-many-pixels": ["too-many-pixels"],
  "too-small": ["too-small"],
} as const satisfies Readonly<Record<Reason, readonly [Problem["kind"], string?]>>;

function problemOfRefusal(reason: Reason): Problem {
  const [kind, detail] = kinds[reason];
  return problemOf(kind, detail === undefined ? {} : { detail });
}

/** Screen copies first, the record last: a photo that is "ready" has everything. */
async function save(
  cloud: Needs,
  { userId, imageId, originalKey }: ImageRecord,
  run: string,
  photo: ReadPhoto,
  fileSize: number,
): Promise<Result<ImageRecord> | undefined> {
  const workingKey = objectKeys.working(userId, imageId);
  const thumbKey = objectKeys.thumb(userId, imageId);
  const guardKey = objectKeys.guard(userId, imageId);
  await retried(cloud, maxRetries, () => cloud.objects.put(workingKey, photo.working, "image/webp"));
  await retried(cloud, maxRetries, () => cloud.objects.put(thumbKey, photo.thumb, "image/webp"));
  let saved: Awaited<ReturnType<typeof settle>>;
  try {
    saved = await retried(cloud, maxRetries, () =>
      settle(cloud, userId, imageId, run, (record, at) => ({
        ...record,
        state: "ready",
        contentType: photo.contentType,
        fileSize,
        width: photo.width,
        height: photo.height,
        uploadedAt: at,
        analysisState: "pending",
      })),
    );
  } catch (cause) {
    // Saved after all, and only the answer was lost. Throws when the table cannot say so: then whoever asks again goes on.
    const now = (await readImage(cloud, userId, imageId))?.record;
    if (now?.state === "ready") return done(now);
    // seeds/000 "Metadata Save Failure": nothing stays in the bucket that no record tells of. The phone still has it.
    await cloud.objects.remove([workingKey, thumbKey, guardKey, originalKey]);
    throw new Error(`The record of image ${imageId} could not be saved`, { cause });
  }
  if (saved === undefined) {
    // Deleted while it was being read.
    await cloud.objects.remove([workingKey, thumbKey, guardKey, originalKey]);
    return undefined;
  }
  if (saved.changed) await announceImage(cloud, saved.stored.record);
  return done(saved.stored.record);
}

async function refuse(
  cloud: Needs,
  { userId, imageId, originalKey }: ImageRecord,
  run: string,
  problem: Problem,
): Promise<Result<ImageRecord>> {
  await cloud.objects.remove([originalKey, objectKeys.guard(userId, imageId)]);
  const saved = await settle(cloud, userId, imageId, run, (record) => ({
    ...record,
    state: "refused",
    problem,
  }));
  if (saved?.changed) await announceImage(cloud, saved.stored.record);
  return refused(problem);
}

/** The bytes are not there after all: wait for them again. */
async function letGo(
  cloud: Needs,
  { userId, imageId }: ImageRecord,
  run: string,
): Promise<Result<ImageRecord>> {
  await settle(cloud, userId, imageId, run, (record) => ({ ...record, state: "announced" }));
  return refused(problemOf("upload-failed"));
}

/** Ends this run's work on the record, unless another has taken it over. */
const settle = (
  cloud: Needs,
  user: UserId,
  image: ImageId,
  run: string,
  finish: (record: ImageRecord, at: string) => ImageRecord,
) =>
  changeImage(cloud, user, image, ({ record, lease }) => {
    if (lease?.run !== run) return undefined;
    const at = new Date(cloud.clock.now()).toISOString();
    return { record: { ...finish(record, at), updatedAt: at } };
  });
