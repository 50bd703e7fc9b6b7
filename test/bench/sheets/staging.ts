import { roomTypes, stagingStyles, type RoomType } from "#core/edit/params.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

/** What each photo is furnished as; the others are shown to see what is refused. */
const typeOf: { readonly [photo: string]: RoomType } = {
  "office-empty-01.jpg": "office",
  "unlicensed/empty-living-room-01.webp": "living-room",
  "unlicensed/empty-great-room-01.jpg": "living-room",
  "unlicensed/empty-bedroom-01.jpg": "bedroom",
  "unlicensed/empty-bedroom-02.jpg": "bedroom",
  "unlicensed/empty-dining-room-01.jpg": "dining-room",
  "unlicensed/kitchen-cleared-01.jpg": "kitchen",
  "bathroom-modern-01.jpg": "bathroom",
};

export const stagingSheet: Sheet = {
  name: "staging",
  photos: Object.keys(typeOf),
  pictures: async (photo, file) =>
    stagingStyles.map((style) => {
      const roomType = typeOf[file] ?? roomTypes[0];
      const staged = stageRoom(shrinkTo(photo, 2_000_000), { roomType, style, seed: 1 });
      const sure = `confidence ${staged.room.confidence.toFixed(2)}`;
      return staged.ok
        ? { caption: `${style}, ${staged.scene.pieces.length} pieces, ${sure}`, image: staged.image }
        : { caption: `refused: ${staged.reason}, ${sure}`, image: undefined };
    }),
};
