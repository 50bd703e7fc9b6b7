import * as z from "zod/mini";
import { editId, imageId, listingId, userId } from "#core/ids.ts";

const thing = z.discriminatedUnion("what", [
  z.object({ what: z.literal("image"), imageId }),
  /** With its photos, or without them. */
  z.object({ what: z.literal("listing"), listingId, images: z.enum(["keep", "delete"]) }),
  /** `imageId`: the photo it is an edit of. */
  z.object({ what: z.literal("edit"), editId, imageId }),
]);
/** What can be deleted with the chance to undo it. */
export type Thing = z.infer<typeof thing>;

/** A thing its owner wants deleted, from the moment they say so until it is gone. */
export const deletion = z.object({
  thing,
  owner: userId,
  /** What its owner was told. */
  said: z.string(),
  /** Until then it can be undone. */
  dueAtMs: z.number(),
  /** It has begun to be carried out, and can be undone no more. */
  hasBegun: z.boolean(),
});
export type Deletion = z.infer<typeof deletion>;

export function idOf(thing: Thing): string {
  if (thing.what === "image") return thing.imageId;
  return thing.what === "listing" ? thing.listingId : thing.editId;
}
