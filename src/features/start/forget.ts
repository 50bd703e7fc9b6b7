import { openDatabase } from "#src/backend/database.ts";
import { forgetAnswers } from "#src/backend/keep-answers.ts";
import { type User } from "#src/backend/session.ts";
import { forgetDrafts } from "#src/features/edit/draft-shelf.ts";
import { pictureCache } from "./picture-cache.ts";

/** What this phone has kept of someone's pictures, lists and forms is gone; photos not yet sent stay. */
export async function forgetPictures(user: User): Promise<void> {
  await forgetAnswers(user);
  await forgetDrafts();
  const change = (await openDatabase()).transaction("values", "readwrite");
  for (const key of await change.store.getAllKeys())
    if (key.startsWith("dismissed/")) await change.store.delete(key);
  await change.done;
  if ("caches" in globalThis) await caches.delete(pictureCache);
}

/** Everything of someone's on this phone is gone, photos not yet sent too. */
export async function forgetEverything(user: User): Promise<void> {
  await forgetPictures(user);
  const change = (await openDatabase()).transaction(["uploads", "sent"], "readwrite");
  const uploads = change.objectStore("uploads");
  for (const job of await uploads.getAll()) if (job.owner === user.userId) await uploads.delete(job.id);
  const sent = change.objectStore("sent");
  for (const key of await sent.getAllKeys()) if (key.startsWith(`${user.userId}/`)) await sent.delete(key);
  await change.done;
}
