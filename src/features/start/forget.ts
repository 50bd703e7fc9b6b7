import { forgetAnswers } from "#src/backend/query-client.ts";
import { type User } from "#src/backend/session.ts";
import { pictureCache } from "./picture-cache.ts";

/** What this phone has kept of someone's pictures and lists is gone; photos not yet sent stay. */
export async function forgetPictures(user: User): Promise<void> {
  await forgetAnswers(user);
  if ("caches" in globalThis) await caches.delete(pictureCache);
}
