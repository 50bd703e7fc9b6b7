import { roomTypes, stagingStyles, type RoomType } from "#core/edit/params.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { furnishRoom, readRoom } from "#engine/staging/stage-room.ts";
import { standingThings } from "#engine/staging/standing-things.ts";
import { type Sheet, type SheetPicture } from "#test/bench/sheets/sheet-type.ts";

/** What each photo is furnished as; some are furnished already, to see that they are refused. */
const typeOf: { readonly [photo: string]: RoomType } = {
  "office-empty-01.jpg": "office",
  "unlicensed/empty-living-room-01.webp": "living-room",
  "unlicensed/empty-great-room-01.jpg": "living-room",
  "unlicensed/empty-bedroom-01.jpg": "bedroom",
  "unlicensed/empty-bedroom-02.jpg": "bedroom",
  "unlicensed/empty-dining-room-01.jpg": "dining-room",
  "unlicensed/kitchen-cleared-01.jpg": "kitchen",
  "unlicensed/kitchen-dated-02.jpg": "kitchen",
  "unlicensed/kitchen-dated-03.jpg": "kitchen",
  "kitchen-dated-01.heic": "kitchen",
  "unlicensed/kitchen-dining-cluttered-01.jpg": "kitchen",
  "kitchen-small-cluttered-01.jpg": "kitchen",
  "bathroom-modern-01.jpg": "bathroom",
  "unlicensed/bathroom-dated-01.jpg": "bathroom",
  "unlicensed/bathroom-dated-02.jpg": "bathroom",
  "living-room-furnished-02.jpg": "living-room",
  "bedroom-furnished-02.jpg": "bedroom",
};

export const stagingSheet: Sheet = {
  name: "staging",
  photos: Object.keys(typeOf),
  pictures: (photo, file) => staged(photo, 2_000_000, typeOf[file] ?? roomTypes[0]),
};

/** 36 looks in three empty rooms: a sheet for each room type, small, to be told apart at a glance. */
export const lookSheets: readonly Sheet[] = roomTypes.map((roomType) => ({
  name: `staging-looks-${roomType}`,
  photos: ["office-empty-01.jpg", "unlicensed/empty-bedroom-02.jpg", "unlicensed/empty-living-room-01.webp"],
  pictures: (photo) => staged(photo, 420 * 315, roomType),
}));

async function staged(photo: Raster, pixels: number, roomType: RoomType): Promise<readonly SheetPicture[]> {
  const work = shrinkTo(photo, pixels);
  const middle = shrinkTo(photo, 500_000);
  // Read at a size at which a room can be made out, drawn at the size it is looked at.
  const read = readRoom(pixels < 500_000 ? middle : work, roomType, await standingThings(middle, roomType));
  return stagingStyles.map((style) => {
    const made = read.ok ? furnishRoom(work, read.room, { roomType, style, seed: 1 }) : read;
    return made.ok
      ? { caption: `${style}, ${made.scene.pieces.length} pieces`, image: made.image }
      : { caption: `refused: ${made.reason}`, image: undefined };
  });
}
