import { resizeMask } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { isGreySlab } from "#test/bench/grey-slab.ts";
import { drawMark, type RemovalMark, removalMarks } from "#test/bench/sheets/removal-marks.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

/** Every mark of the photo: what was marked, and the photo without it. */
export const removalSheet = sheetOf("removal", removalMarks.everyday);
/** The same for what stands across several surfaces. */
export const largeRemovalSheet = sheetOf("removal-large", removalMarks.large);

function sheetOf(name: string, marks: readonly RemovalMark[]): Sheet {
  return {
    name,
    photos: [...new Set(marks.map(({ file }) => file))],
    pictures: async (photo, file) => {
      const look = await lookAtRoom(photo);
      const pictures = [];
      for (const mark of marks) {
        if (mark.file !== file) continue;
        const hole = await drawMark(mark, photo.width, photo.height);
        const { image, region } = removeItems(photo, hole, { seed: 1, ...look });
        pictures.push({ caption: `mark: ${mark.what}`, image: tinted(photo, hole, region) });
        const slab = isGreySlab(image, region) ? " — GREY SLAB" : "";
        pictures.push({ caption: `without ${mark.what}${slab}`, image });
      }
      return pictures;
    },
  };
}

/** The mark in red, what was taken along with it in blue. */
function tinted(photo: Raster, hole: Mask, region: Mask): Raster {
  const data = Uint8Array.from(photo.data);
  const taken = resizeMask(region, photo.width, photo.height).data;
  for (let i = 0; i < taken.length; i++) {
    const channel = (hole.data[i] ?? 0) > 127 ? 0 : (taken[i] ?? 0) > 0 ? 2 : undefined;
    if (channel !== undefined) data[i * 3 + channel] = 80 + 0.68 * (data[i * 3 + channel] ?? 0);
  }
  return { ...photo, data };
}
