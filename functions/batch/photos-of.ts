import { type Recipe } from "#core/batch/op.ts";
import { predict, type Prediction } from "#core/batch/predict.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type ImageId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { ownFormat } from "#core/batch/own-format.ts";
import { times } from "#core/limits/times.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { timeOfUuid } from "#core/uuid.ts";
import { type Cloud } from "#functions/ports.ts";
import { editKind } from "#functions/records/edit-records.ts";
import { everyOf } from "#functions/records/pages.ts";
import { readImage } from "#functions/records/image-records.ts";

type Needs = Pick<Cloud, "records" | "clock">;

/** A photo that a batch was asked to work on: ready, with what it is worked on, or not, with the reason. */
export type BatchPhoto = { readonly imageId: ImageId } & (
  | {
      readonly image: ImageRecord;
      /** The newest edit that was kept: the batch goes on from its result. The original when there is none. */
      readonly parent: EditRecord | undefined;
    }
  | { readonly image: undefined; readonly problem: Problem }
);
type ReadyPhoto = Extract<BatchPhoto, { readonly image: ImageRecord }>;

/** The photos of a batch as they stand, in the order they were named. */
export async function photosOf(
  cloud: Needs,
  user: UserId,
  imageIds: readonly ImageId[],
): Promise<readonly BatchPhoto[]> {
  const images = await Promise.all(imageIds.map((id) => readImage(cloud, user, id)));
  const parents = await newestKept(cloud, user, imageIds);
  return imageIds.map((imageId, at) => {
    const image = images[at]?.record;
    if (image === undefined)
      return { imageId, image, problem: problemOf("not-found", { field: "imageIds" }) };
    return image.state === "ready"
      ? { imageId, image, parent: parents.get(imageId) }
      : { imageId, image: undefined, problem: image.problem ?? problemOf("not-ready") };
  });
}

/**
 * The newest edit that was kept of each of these images. Edits are younger than their image, so reading from the newest
 * stops where the oldest of the images was made (less an hour, for clocks that disagree).
 */
export async function newestKept(
  cloud: Needs,
  user: UserId,
  imageIds: readonly ImageId[],
): Promise<ReadonlyMap<ImageId, EditRecord>> {
  const wanted = new Set(imageIds);
  const from = Math.min(...imageIds.map(timeOfUuid)) - times.hourMs;
  const found = new Map<ImageId, EditRecord>();
  for await (const edit of everyOf(cloud, editKind, user)) {
    if (timeOfUuid(edit.editId) < from || found.size === wanted.size) break;
    if (edit.status === "completed" && wanted.has(edit.imageId) && !found.has(edit.imageId))
      found.set(edit.imageId, edit);
  }
  return found;
}

/** What a recipe will make of a photo as it stands. */
export function predictFor({ image, parent }: ReadyPhoto, steps: Recipe): Prediction | Problem {
  const size = {
    width: parent?.widthPx ?? image.width,
    height: parent?.heightPx ?? image.height,
  };
  const told = predict(size, ownFormat(image.contentType), steps);
  if ("kind" in told || parent === undefined) return told;
  // What was altered once stays altered, whatever is done to it later.
  const legalClass = parent.legalClass === "unaltered" ? told.legalClass : parent.legalClass;
  return { ...told, legalClass: told.legalClass === "altered" ? "altered" : legalClass };
}
