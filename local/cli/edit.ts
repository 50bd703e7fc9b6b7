import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { editId, type EditId, imageId } from "#core/ids.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { photoSize } from "#engine/codec/decode.ts";
import { type Call, Refused } from "./api.ts";
import { saveDownload } from "./download.ts";
import { newRequestId, uploadPhoto } from "./upload.ts";
import { type Command, UsageError } from "./usage.ts";

const pollMs = 150;
const finishedWithinMs = 600_000;

interface SeenStatus {
  readonly status: string;
  readonly step: string | undefined;
  /** Milliseconds since the edit was asked for. */
  readonly atMs: number;
}

export interface EditReport {
  readonly image: ImageView;
  readonly edit: EditView;
  readonly statuses: readonly SeenStatus[];
  readonly totalMs: number;
  readonly out: string;
  readonly width: number;
  readonly height: number;
}

/** One edit from the photo to the accepted, downloaded result. */
export async function runEdit(
  call: Call,
  command: Extract<Command, { command: "edit" }>,
): Promise<EditReport> {
  const parent = command.parent === undefined ? undefined : readId(command.parent);
  const image = parent === undefined ? await imageOf(call, command.photo) : await imageOfEdit(call, parent);
  const startMs = Date.now();
  const { edit: asked } = await call("requestEdit", {
    requestId: newRequestId(),
    imageId: image.imageId,
    parentEditId: parent ?? null,
    editType: command.editType,
    params: { ...command.params, ...(command.mask === undefined ? {} : await maskParams(command)) },
  });
  if (!asked) throw new Error("requestEdit answered neither an edit nor a problem");

  const statuses: SeenStatus[] = [];
  const shown = await watch(call, asked, (edit) => {
    const last = statuses.at(-1);
    const step = edit.step ?? undefined;
    if (last?.status !== edit.status || last.step !== step)
      statuses.push({ status: edit.status, step, atMs: Date.now() - startMs });
  });
  if (shown.problem) throw new Refused(shown.problem);

  const { edit } = await call("acceptEdit", { editId: shown.editId });
  if (edit?.status !== "completed") throw new Error(`accepted, but the edit is ${edit?.status ?? "gone"}`);
  statuses.push({ status: edit.status, step: undefined, atMs: Date.now() - startMs });
  const bytes = await saveDownload(call, edit.editId, command.out);
  const { width, height } = await sizeOf(bytes);
  return { image, edit, statuses, totalMs: Date.now() - startMs, out: command.out, width, height };
}

async function watch(call: Call, first: EditView, see: (edit: EditView) => void): Promise<EditView> {
  let edit = first;
  see(edit);
  for (const until = Date.now() + finishedWithinMs; isWaiting(edit.status); await pause(pollMs)) {
    if (Date.now() > until) throw new Error(`edit ${edit.editId} is still ${edit.status} after ten minutes`);
    edit = (await call("getEdit", { editId: edit.editId })).edit ?? edit;
    see(edit);
  }
  return edit;
}

async function imageOf(call: Call, photo: string): Promise<ImageView> {
  const id = imageId.safeParse(photo);
  if (!id.success) return uploadPhoto(call, photo);
  const { image } = await call("getImage", { imageId: id.data });
  if (!image) throw new Error(`getImage ${photo} answered nothing`);
  return image;
}

async function imageOfEdit(call: Call, id: EditId): Promise<ImageView> {
  const { edit } = await call("getEdit", { editId: id });
  const { image } = await call("getImage", { imageId: edit?.imageId ?? "" });
  if (!image) throw new Error(`edit ${id} has no image`);
  return image;
}

function readId(text: string): EditId {
  const read = editId.safeParse(text);
  if (!read.success) throw new UsageError(`“${text}” is not an edit id`);
  return read.data;
}

async function maskParams({ mask, params }: { readonly mask: string | undefined; readonly params: object }) {
  if (mask === undefined) return {};
  const bytes = await readFile(mask).catch((cause: unknown) => {
    throw new UsageError(`cannot read the mask ${mask}`, { cause });
  });
  return {
    maskData: bytes.toString("base64"),
    // Only a removal has a list of names, which may be empty.
    ...("objects" in params || "description" in params || "prompt" in params ? {} : { objects: [] }),
  };
}

async function sizeOf(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number }> {
  const size = await photoSize(bytes, { maxPixels: maxPhotoPixels });
  if (size.kind !== "size") throw new Error(`the downloaded result is no picture: ${size.reason}`);
  return size.source;
}
