/** Rooms that can be furnished. A file of its own so that the app's first screen has them without the params of every edit. */
export const roomTypes = ["living-room", "bedroom", "kitchen", "dining-room", "office", "bathroom"] as const;
export type RoomType = (typeof roomTypes)[number];
