import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditId, type ImageId, requestId } from "#core/ids.ts";
import { type Call } from "#local/cli/api.ts";
import { type Phone } from "#test/load/phone.ts";

/** What one agent does: so many photos over this time, and of each so many edits, one kept after the other. */
export interface WorkDay {
  readonly photos: number;
  readonly edits: number;
  readonly overMs: number;
  readonly photo: Uint8Array<ArrayBuffer>;
  /** 0 ≤ x < 1: when in its slot each photo is taken. */
  readonly chance: () => number;
}

/** How long people waited, in milliseconds. */
export interface Waits {
  readonly readyMs: number[];
  readonly previewMs: number[];
  /** Times that a hint did not come and only the phone's own timer asked. */
  unheard: number;
}

/** As the app does: asks again when it hears something, and now and then. */
const askEveryMs = 15_000;
const giveUpMs = 10 * 60_000;

export async function workThrough(
  call: Call,
  phone: Phone,
  { photos, edits, overMs, photo, chance }: WorkDay,
  waits: Waits,
): Promise<void> {
  const beganMs = Date.now();
  for (let n = 0; n < photos; n++) {
    await pause(beganMs + ((n + chance()) * overMs) / photos - Date.now());
    const imageId = await upload();
    for (let made = 0; made < edits; made++) await keepAnEdit(imageId);
  }

  async function upload(): Promise<ImageId> {
    const { image, post } = await call("createUpload", {
      requestId: requestId.parse(randomUUID()),
      fileName: "kitchen.jpg",
      contentType: "image/jpeg",
      sizeBytes: photo.length,
    });
    if (!image || !post) throw new Error("createUpload answered no place");
    const form = new FormData();
    for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
    form.append("file", new Blob([photo], { type: "image/jpeg" }));
    const posted = await fetch(post.url, { method: "POST", body: form });
    if (!posted.ok) throw new Error(`S3 answered ${posted.status}`);
    const sentMs = Date.now();
    await call("completeUpload", { imageId: image.imageId });
    await settled(image.imageId, async () => {
      const now = (await call("getImage", { imageId: image.imageId })).image;
      return now?.state === "ready" && now.analysisState !== "pending" && now.analysisState !== "none";
    });
    waits.readyMs.push(Date.now() - sentMs);
    return image.imageId;
  }

  async function keepAnEdit(imageId: ImageId): Promise<void> {
    const askedMs = Date.now();
    const { edit } = await call("requestEdit", {
      requestId: requestId.parse(randomUUID()),
      imageId,
      editType: "enhance",
      params: { autoAdjust: false, brightness: 10 },
    });
    if (!edit) throw new Error("requestEdit answered no edit");
    let status = edit.status;
    await settled(edit.editId, async () => {
      const now = (await call("getEdit", { editId: edit.editId })).edit;
      status = now?.status ?? status;
      return !isWaiting(status);
    });
    if (status !== "preview") throw new Error(`an edit ended ${status}`);
    waits.previewMs.push(Date.now() - askedMs);
    await call("acceptEdit", { editId: edit.editId });
  }

  async function settled(id: ImageId | EditId, isSo: () => Promise<boolean>): Promise<void> {
    for (const late = Date.now() + giveUpMs; ;) {
      const asked = Date.now();
      const next = phone.hear(id, askEveryMs);
      if (await isSo()) return;
      if (asked > late) throw new Error(`${id} did not settle in ${giveUpMs} ms`);
      await next;
      if (Date.now() - asked >= askEveryMs) waits.unheard += 1;
    }
  }
}
