import * as z from "zod/mini";
import { imageId, listingId, requestId, userId } from "../ids.ts";
import { maxListingNameLength, maxRoomNameLength, maxRooms } from "../limits/limits.ts";

/** The address or name a listing goes by. */
export const listingName = z.string().check(z.trim(), z.minLength(1), z.maxLength(maxListingNameLength));

/** A room to cover, in the agent's words: "Living room", "Second bathroom". */
const roomName = z.string().check(z.trim(), z.minLength(1), z.maxLength(maxRoomNameLength));

/** The shot list: every room once, in the order they are walked through. Case does not make a room another room. */
export const roomNames = z.array(roomName).check(
  z.maxLength(maxRooms),
  z.refine((rooms) => new Set(rooms.map((room) => room.toLowerCase())).size === rooms.length, {
    error: "must name each room once",
  }),
);

/** A property whose photos belong together: its record. Times ISO 8601 UTC. */
export const listingRecord = z.object({
  listingId,
  userId,
  requestId,
  name: z.string(),
  rooms: z.array(z.string()),
  /** Shown in front; the newest photo when it names none, or one that has left. */
  coverImageId: z.optional(imageId),
  /** Ours, to try things on: marked as such wherever it is shown. */
  isSample: z.boolean(),
  /** Set when its deletion has begun: nothing can come into it any more. */
  isLeaving: z.optional(z.boolean()),
  /** What becomes of its images when it leaves. */
  leavingImages: z.optional(z.enum(["keep", "delete"])),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ListingRecord = z.infer<typeof listingRecord>;
