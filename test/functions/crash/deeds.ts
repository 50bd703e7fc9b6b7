import { expect } from "vitest";
import { type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { acceptEdit, cancelEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { completeUpload } from "#functions/upload/complete-upload.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import { Killed } from "#test/functions/crash/dying-world.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import {
  aJpeg,
  aMask,
  anAsk,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  delivered,
  type World,
} from "#test/functions/fakes/world.ts";

export interface Scene {
  readonly world: World;
  readonly user: UserId;
  readonly imageId: ImageId;
  readonly editId: EditId;
}

/** One thing someone does: what is there before, the doing, and what must be true after all was repaired. */
export interface Deed {
  readonly before: (world: World) => Promise<Scene>;
  readonly doIt: (world: World, scene: Scene) => Promise<unknown>;
  /** A client that got no answer, and a queue, ask again. */
  readonly isRepeated: boolean;
  readonly after?: (scene: Scene) => void;
}

const photo = await aJpeg();
const mask = await aMask();
export const pro = (userId: UserId) => ({ userId, plan: "pro" }) as const;
const marked = { editType: "item-removal", params: { maskData: mask, objects: [] } };

async function aHome(world: World): Promise<Scene> {
  const user = aUser();
  const { imageId } = await aReadyImage(world, user);
  return { world, user, imageId, editId: await aPreview(world, user, imageId, marked) };
}

export async function aKeptHome(world: World): Promise<Scene> {
  const scene = await aHome(world);
  await acceptEdit(scene.world, scene.user, scene.editId);
  await aPreview(scene.world, scene.user, scene.imageId, { parentEditId: scene.editId });
  return scene;
}

const upload = {
  requestId: aRequest(),
  fileName: "a.jpg",
  contentType: "image/jpeg",
  sizeBytes: photo.length,
};
const ask = aRequest();

async function anUpload(world: World, { user }: Scene): Promise<void> {
  const made = await createUpload(world, pro(user), upload);
  if (!made.ok || !made.value.image) throw new Error("the upload was refused");
  const { imageId, state } = made.value.image;
  if (state !== "announced") return;
  await world.objects.put(objectKeys.upload(user, imageId), photo, "image/jpeg");
  await completeUpload(world, user, imageId);
  await deliverAll(world);
}

async function anEdit(world: World, { user, imageId }: Scene): Promise<void> {
  await requestEdit(world, pro(user), anAsk(imageId, { ...marked, requestId: ask }));
  await deliverAll(world);
}

/** As a queue does: a message that was not worked off is still there. */
export async function deliverAll(world: World): Promise<void> {
  for (let at = 0; at < world.sent.length;) {
    const { id, message } = world.sent[at] ?? { id: "", message: {} };
    const { batchItemFailures } = await workOff(world, paperStudio(), delivered(message, id));
    if (batchItemFailures.length > 0) throw new Killed();
    world.sent.splice(at, 1);
  }
}

export const countOf = ({ world }: Scene, entity: string): number =>
  [...world.records.rows.values()].filter((row) => row.EntityType === entity).length;

export const deeds: Readonly<Record<string, Deed>> = {
  upload: {
    before: aHome,
    doIt: anUpload,
    isRepeated: true,
    after: (scene) => expect(countOf(scene, "ImageMetadata")).toBe(2),
  },
  "upload, never asked again": { before: aHome, doIt: anUpload, isRepeated: false },
  edit: {
    before: aKeptHome,
    doIt: anEdit,
    isRepeated: true,
    after: (scene) => expect(scene.world.records.countOf(`USER#${scene.user}`, "LIMIT#edits")).toBe(3),
  },
  "edit, never asked again": { before: aHome, doIt: anEdit, isRepeated: false },
  accept: {
    before: aHome,
    doIt: (world, { user, editId }) => acceptEdit(world, user, editId),
    isRepeated: true,
    after: (scene) => expect(statusOf(scene)).toBe("completed"),
  },
  "accept, never asked again": {
    before: aHome,
    doIt: (world, { user, editId }) => acceptEdit(world, user, editId),
    isRepeated: false,
  },
  cancel: {
    before: aHome,
    doIt: (world, { user, editId }) => cancelEdit(world, user, editId),
    isRepeated: true,
    after: (scene) => expect(statusOf(scene)).toBeUndefined(),
  },
  "cancel, never asked again": {
    before: aHome,
    doIt: (world, { user, editId }) => cancelEdit(world, user, editId),
    isRepeated: false,
  },
  "delete a kept edit": {
    before: aKeptHome,
    doIt: (world, { user, editId }) => deleteKeptEdit(world, user, editId),
    isRepeated: false,
  },
  "delete an image": {
    before: aKeptHome,
    doIt: (world, { user, imageId }) => deleteImage(world, user, imageId),
    isRepeated: true,
    after: (scene) => expect(countOf(scene, "EditRecord") + countOf(scene, "ImageMetadata")).toBe(0),
  },
  "delete an image, never asked again": {
    before: aKeptHome,
    doIt: (world, { user, imageId }) => deleteImage(world, user, imageId),
    isRepeated: false,
  },
};

function statusOf({ world, user, editId }: Scene): unknown {
  return world.records.rows.get(`USER#${user}|EDIT#${editId}`)?.Data["status"];
}
