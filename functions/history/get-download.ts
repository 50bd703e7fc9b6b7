import { type Output, type ReadInput } from "#core/api/operations.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord, editTypeOf } from "#core/edit/edit-record.ts";
import { mayDo } from "#core/edit/preview.ts";
import { type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { type UploadType } from "#core/image/format.ts";
import { resultKey } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { batchFormats } from "#core/batch/op.ts";
import { attachment, downloadName } from "#functions/history/file-name.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeEdit, moved, readEdit } from "#functions/records/edit-records.ts";
import { readImage } from "#functions/records/image-records.ts";
import { signedGet } from "#functions/signed.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;
type Download = Pick<Output<"getDownload">, "url" | "fileName" | "contentType">;

const extensions: Readonly<Record<UploadType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/heic": "heic",
};

/** An address to download from: an upload byte for byte, or a kept result lossless or as JPEG. */
export async function getDownload(
  cloud: Needs,
  user: UserId,
  { imageId, editId, format }: ReadInput<"getDownload">,
): Promise<Result<Download>> {
  if (imageId && editId)
    return refused(
      problemOf("invalid-params", { field: "editId", detail: "name an image or an edit, not both" }),
    );
  if (editId) return downloadEdit(cloud, user, editId, format);
  if (imageId) return downloadOriginal(cloud, user, imageId, format);
  return refused(problemOf("invalid-params", { field: "imageId", detail: "name an image or an edit" }));
}

async function downloadOriginal(
  cloud: Needs,
  user: UserId,
  id: ImageId,
  format: ReadInput<"getDownload">["format"],
): Promise<Result<Download>> {
  const image = (await readImage(cloud, user, id))?.record;
  if (image === undefined) return refused(problemOf("not-found", { field: "imageId" }));
  if (format !== "original")
    return refused(
      problemOf("invalid-params", { field: "format", detail: "an upload comes as its original only" }),
    );
  if (image.state !== "ready") return refused(image.problem ?? problemOf("not-ready"));
  if ((await cloud.objects.head(image.originalKey)) === undefined) return refused(problemOf("load-failed"));
  const name = downloadName(image.fileName, "", extensions[image.contentType]);
  return permit(cloud, image.originalKey, name, image.contentType);
}

async function downloadEdit(
  cloud: Needs,
  user: UserId,
  id: EditId,
  format: ReadInput<"getDownload">["format"],
): Promise<Result<Download>> {
  const edit = (await readEdit(cloud, user, id))?.record;
  if (edit === undefined) return refused(problemOf("not-found", { field: "editId" }));
  if (format === "original")
    return refused(
      problemOf("invalid-params", { field: "format", detail: "the original belongs to the image" }),
    );
  if (!mayDo(edit.status, "download")) return refused(whyNot(edit));
  if (format === "delivered" && edit.ask.editType !== "recipe")
    return refused(
      problemOf("invalid-params", { field: "format", detail: "only a recipe delivers a file of its own" }),
    );
  const key = resultKey(user, id, fileFor[format]);
  const file = await cloud.objects.head(key);
  if (file === undefined) {
    await noteCorrupted(cloud, edit);
    return refused(problemOf("corrupted"));
  }
  const image = (await readImage(cloud, user, edit.imageId))?.record;
  const name = downloadName(image?.fileName ?? "", `-${editTypeOf(edit)}`, extensionOf(file.contentType));
  return permit(cloud, key, name, file.contentType);
}

const fileFor = { lossless: "result.png", jpeg: "result.jpg", delivered: "delivered" } as const;

/** Of a result, which is one of the formats that a batch knows. */
const extensionOf = (contentType: string): string => {
  const format = batchFormats.find((known) => contentType === `image/${known}`) ?? "png";
  return format === "jpeg" ? "jpg" : format;
};

function whyNot({ status, problem }: EditRecord) {
  if (isWaiting(status)) return problemOf("not-ready");
  if (status === "preview") return problemOf("conflict", { detail: "keep this preview first" });
  return problem ?? problemOf(status === "corrupted" ? "corrupted" : "model-failed");
}

/** seeds/000 "Missing Image": the history hides it from now on. */
async function noteCorrupted(cloud: Needs, { userId, editId }: EditRecord): Promise<void> {
  await changeEdit(cloud, userId, editId, ({ record }) =>
    record.status === "completed"
      ? { record: moved(record, "corrupted", cloud.clock.now(), { problem: problemOf("corrupted") }) }
      : undefined,
  );
}

async function permit(
  cloud: Needs,
  key: string,
  fileName: string,
  contentType: string,
): Promise<Result<Download>> {
  const url = await signedGet(cloud, key, { contentType, disposition: attachment(fileName) });
  return done({ url, fileName, contentType });
}
