import { type PhotoAnalysis } from "../analysis/analysis.ts";
import { type RoomType } from "../edit/room-types.ts";

/** What a new listing starts with; the agent adds, renames and strikes out. */
export const usualRooms: readonly string[] = [
  "Front",
  "Entrance",
  "Living room",
  "Kitchen",
  "Dining room",
  "Bedroom",
  "Bathroom",
  "Office",
  "Garden",
];

const roomOfType: Readonly<Record<RoomType, string>> = {
  "living-room": "Living room",
  bedroom: "Bedroom",
  kitchen: "Kitchen",
  "dining-room": "Dining room",
  office: "Office",
  bathroom: "Bathroom",
};

/** What of an image says which room it shows. */
interface Shot {
  readonly room?: string | null | undefined;
  readonly fileName: string;
  readonly analysis?: PhotoAnalysis | null | undefined;
}

/**
 * The room a photo shows: what its owner says; else what its name begins with (the camera names photos after the room
 * that was chosen, "Living room 2.jpg"); else what was seen in it. Undefined when none of them knows.
 */
export function roomOf({ room, fileName, analysis }: Shot, rooms: readonly string[]): string | undefined {
  if (room) return room;
  const named = rooms.filter((each) => beginsWith(fileName, each));
  if (named.length > 0)
    return named.reduce((longest, each) => (each.length > longest.length ? each : longest));
  if (analysis === undefined || analysis === null) return undefined;
  if (analysis.scene === "exterior") return "Front";
  const { roomType } = analysis;
  return roomType === "other" || roomType === "none" ? undefined : roomOfType[roomType];
}

/** As a whole word: "Bedroom 2.jpg" is of the bedroom, "Bedrooms.jpg" of none. */
function beginsWith(fileName: string, room: string): boolean {
  const name = fileName.toLowerCase();
  return name.startsWith(room.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(name.slice(room.length));
}

export interface RoomToCover {
  readonly room: string;
  /** How many of the photos show it; 0: still to be taken. */
  readonly shots: number;
}

/** The shot list with what has been taken, in its own order. A photo of a room that is not on it counts for none. */
export function shotList(rooms: readonly string[], images: readonly Shot[]): readonly RoomToCover[] {
  const taken = images.map((image) => roomOf(image, rooms)?.toLowerCase());
  return rooms.map((room) => ({ room, shots: taken.filter((each) => each === room.toLowerCase()).length }));
}
