import { type BatchRecord } from "#core/batch/batch.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord, editStorage } from "#core/edit/edit-record.ts";
import { type BatchId, type EditId, type ImageId, type ListingId } from "#core/ids.ts";
import { type ImageRecord, imageStorage } from "#core/image/image.ts";
import { objectKeys, readObjectKey } from "#core/keys.ts";
import { times } from "#core/limits/times.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { allFiles } from "#functions/edit/result-files.ts";
import { type Stored } from "#functions/records/stored.ts";
import { type FoundObject } from "#functions/sweep/walk.ts";

/** Everything of one person, as both stores had it. Expired rows are told apart, the table may keep them for days. */
export interface Belongings {
  readonly images: readonly Row<ImageRecord>[];
  readonly edits: readonly Row<EditRecord>[];
  readonly listings: readonly Row<ListingRecord>[];
  readonly batches: readonly Row<BatchRecord>[];
  /** When this person asked for everything to be deleted, milliseconds since 1970; undefined: nothing is pending. */
  readonly deletionAskedMs: number | undefined;
  readonly objects: readonly FoundObject[];
  /** What is said of the bytes they keep; undefined: nothing yet. */
  readonly storage: StorageCount | undefined;
}

interface StorageCount {
  readonly bytes: number;
  readonly version: number;
  readonly updatedMs: number;
}

export interface Row<R> extends Stored<R> {
  readonly isExpired: boolean;
}

/** What is to be done about one thing that an interrupted step left. Each checks again when it is done. */
export type Repair =
  | { readonly do: "remove-object"; readonly key: string }
  /** Its bytes never came. */
  | { readonly do: "forget-upload"; readonly imageId: ImageId }
  /** Its bytes are there and nobody has prepared it. */
  | { readonly do: "prepare-image"; readonly imageId: ImageId }
  /** A screen copy is missing: it is made again from the original. */
  | { readonly do: "prepare-again"; readonly imageId: ImageId }
  | { readonly do: "mark-image-lost"; readonly imageId: ImageId }
  | { readonly do: "mark-edit-corrupted"; readonly editId: EditId }
  | { readonly do: "remove-expired-edit"; readonly editId: EditId }
  /** Its image is gone, or its removal was cut off. */
  | { readonly do: "remove-edit"; readonly editId: EditId }
  | { readonly do: "send-edit-again"; readonly editId: EditId }
  | { readonly do: "settle-edit"; readonly editId: EditId }
  /** Images wait in it that nobody asks for, or it was called off and something of it is still there. */
  | { readonly do: "go-on-with-batch"; readonly batchId: BatchId }
  | { readonly do: "delete-listing"; readonly listingId: ListingId; readonly images: "keep" | "delete" }
  /** Rows have gone by themselves, or were there before anybody counted. */
  | { readonly do: "correct-storage"; readonly bytes: number; readonly version: number | undefined }
  | { readonly do: "delete-data" };

/** No step takes longer than this: what still stands half done afterwards was interrupted. */
const interruptedMs = times.hourMs;

/**
 * Compares the records of one person with the objects and says what an interrupted step left.
 * @param nowMs milliseconds since 1970, read before the stores were
 */
export function judge(mine: Belongings, nowMs: number): readonly Repair[] {
  // What this person has goes anyway: nothing else is worth doing first.
  if (mine.deletionAskedMs !== undefined)
    return nowMs - mine.deletionAskedMs > interruptedMs ? [{ do: "delete-data" }] : [];
  const keys = new Set(mine.objects.map(({ key }) => key));
  const images = new Map(mine.images.filter(isLive).map((row) => [row.record.imageId, row]));
  const edits = new Map(mine.edits.filter(isLive).map((row) => [row.record.editId, row]));
  return [
    ...mine.listings.filter(isLive).flatMap((row) => judgeListing(row, nowMs)),
    ...mine.batches.filter(isLive).flatMap((row) => judgeBatch(row, edits, nowMs)),
    ...[...images.values()].flatMap((row) => judgeImage(row, keys, nowMs)),
    ...mine.edits.flatMap((row) => judgeEdit(row, images, keys, nowMs)),
    ...mine.objects.flatMap((object) => judgeObject(object, images, edits, nowMs)),
    ...judgeStorage(mine.storage, [...images.values()], [...edits.values()], nowMs),
  ];
}

/** Its sum was read while others may have written: only what has rested since before that is held against it. */
function judgeStorage(
  counted: StorageCount | undefined,
  images: readonly Row<ImageRecord>[],
  edits: readonly Row<EditRecord>[],
  nowMs: number,
): readonly Repair[] {
  const rested = ({ record }: Row<ImageRecord | EditRecord>): boolean => isOld(record.updatedAt, nowMs);
  if (
    counted === undefined ? ![...images, ...edits].every(rested) : nowMs - counted.updatedMs <= interruptedMs
  )
    return [];
  const bytes =
    images.reduce((sum, { record }) => sum + imageStorage(record), 0) +
    edits.reduce((sum, { record }) => sum + editStorage(record), 0);
  return bytes === (counted?.bytes ?? 0) ? [] : [{ do: "correct-storage", bytes, version: counted?.version }];
}

const isLive = ({ isExpired }: { readonly isExpired: boolean }): boolean => !isExpired;
const isOld = (iso: string, nowMs: number): boolean => nowMs - Date.parse(iso) > interruptedMs;

function judgeListing({ record }: Row<ListingRecord>, nowMs: number): readonly Repair[] {
  if (!record.isLeaving || !isOld(record.updatedAt, nowMs)) return [];
  // Without a word about the images they stay: a photo too many can be deleted, one too few cannot be had back.
  return [{ do: "delete-listing", listingId: record.listingId, images: record.leavingImages ?? "keep" }];
}

function judgeBatch(
  { record }: Row<BatchRecord>,
  edits: ReadonlyMap<string, Row<EditRecord>>,
  nowMs: number,
): readonly Repair[] {
  if (!isOld(record.updatedAt, nowMs)) return [];
  const made = record.tasks.flatMap(({ editIds }) => editIds.flatMap((id) => edits.get(id)?.record ?? []));
  const isUnfinished = {
    undone: made.length > 0,
    cancelled: made.some(({ status }) => isWaiting(status)),
    running: record.tasks.some(({ state }) => state === "waiting"),
  }[record.ended ?? "running"];
  return isUnfinished ? [{ do: "go-on-with-batch", batchId: record.batchId }] : [];
}

function judgeImage(
  { record, lease }: Row<ImageRecord>,
  keys: ReadonlySet<string>,
  nowMs: number,
): readonly Repair[] {
  const { imageId, state, originalKey } = record;
  if (!isOld(record.updatedAt, nowMs) || (lease?.untilMs ?? 0) > nowMs) return [];
  const hasOriginal = keys.has(originalKey);
  switch (state) {
    case "announced":
    case "preparing":
      return [{ do: hasOriginal ? "prepare-image" : "forget-upload", imageId }];
    case "ready": {
      if (!hasOriginal) return [{ do: "mark-image-lost", imageId }];
      return copiesOf(record).every((key) => keys.has(key)) ? [] : [{ do: "prepare-again", imageId }];
    }
    case "refused":
      return [];
  }
}

function judgeEdit(
  row: Row<EditRecord>,
  images: ReadonlyMap<ImageId, unknown>,
  keys: ReadonlySet<string>,
  nowMs: number,
): readonly Repair[] {
  const { record, lease, isExpired } = row;
  const { editId, status, imageId } = record;
  if (isExpired) return [{ do: "remove-expired-edit", editId }];
  if (!isOld(record.updatedAt, nowMs) || (lease?.untilMs ?? 0) > nowMs) return [];
  // Its image was deleted while it was being asked for; or somebody began to remove it and did not come to the end.
  if (!images.has(imageId) || lease?.work === "removal") return [{ do: "remove-edit", editId }];
  if (status === "pending")
    return [
      { do: "settle-edit", editId },
      { do: "send-edit-again", editId },
    ];
  if (status === "processing") return [{ do: "settle-edit", editId }];
  const isShown = status === "preview" || status === "completed";
  const isMissing = record.resultKey === undefined || !keys.has(record.resultKey);
  if (isShown && isMissing) return [{ do: "mark-edit-corrupted", editId }];
  // Of a batch a preview is kept as soon as it is made: its worker died in between.
  return status === "preview" && record.batchId !== undefined ? [{ do: "send-edit-again", editId }] : [];
}

function judgeObject(
  { key, modifiedMs }: FoundObject,
  images: ReadonlyMap<string, Row<ImageRecord>>,
  edits: ReadonlyMap<string, Row<EditRecord>>,
  nowMs: number,
): readonly Repair[] {
  // Files come before their record: what is young may still get one.
  if (nowMs - modifiedMs <= interruptedMs) return [];
  const named = readObjectKey(key);
  const image = named && images.get(named.id)?.record;
  const edit = named && edits.get(named.id)?.record;
  const isOwned =
    (image !== undefined && isOfImage(key, image)) || (edit !== undefined && isOfEdit(key, edit));
  return isOwned ? [] : [{ do: "remove-object", key }];
}

function isOfImage(key: string, image: ImageRecord): boolean {
  // What is left of a photo whose original is lost may be all that its owner has of it.
  return copiesOf(image).includes(key) || (image.state !== "refused" && key === image.originalKey);
}

const copiesOf = ({ userId, imageId }: ImageRecord): readonly string[] => [
  objectKeys.working(userId, imageId),
  objectKeys.thumb(userId, imageId),
];

function isOfEdit(key: string, edit: EditRecord): boolean {
  if (!allFiles(edit).includes(key)) return false;
  if (key.startsWith("masks/")) return key === edit.maskKey;
  // A preview's files may be on their way to the results at this moment; they go with it, should it go.
  if (isWaiting(edit.status) || edit.status === "preview") return true;
  return edit.status === "completed" && key.startsWith("results/");
}
