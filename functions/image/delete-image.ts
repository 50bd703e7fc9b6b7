import { type ImageId, type UserId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { removeEdit } from "#functions/edit/remove-edit.ts";
import { type Cloud } from "#functions/ports.ts";
import { editsOfImage } from "#functions/records/edit-records.ts";
import { imageKind, readImage } from "#functions/records/image-records.ts";
import { removal } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;

/** Removes an image, its copies and every edit of it. @returns how many images and edits went */
export async function deleteImage(cloud: Needs, user: UserId, image: ImageId): Promise<Result<number>> {
  let deleted = 0;
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = await readImage(cloud, user, image);
    if (known === undefined) return deleted > 0 ? done(deleted) : refused(problemOf("not-found"));
    deleted += await removeEdits(cloud, user, image);
    await cloud.objects.remove([
      objectKeys.thumb(user, image),
      objectKeys.working(user, image),
      objectKeys.guard(user, image),
      known.record.originalKey,
    ]);
    const written = await cloud.records.write(removal(imageKind, known, cloud.clock.now()));
    // An edit that was asked for just before; without the image no more can come.
    if (written.ok) return done(deleted + 1 + (await removeEdits(cloud, user, image)));
  }
  throw new Error(`Image ${image} changed twenty times while it was being deleted`);
}

async function removeEdits(cloud: Needs, user: UserId, image: ImageId): Promise<number> {
  let count = 0;
  for (const { editId } of await editsOfImage(cloud, user, image)) {
    const removed = await removeEdit(cloud, user, editId);
    if (removed.ok && removed.value) count++;
  }
  return count;
}
