import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { thingsOf } from "#core/analysis/things.ts";
import { unionOfMasks } from "#engine/compose/union-of-masks.ts";
import { erode } from "#engine/filters/morphology.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { tappedIn } from "#functions/edit/renovate-photo.ts";
import { fillOutline, selectOn } from "#test/bench/select-on.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

/** Taps on shared photos, as shares of the upright photo's width and height. */
const tap = z.object({ file: z.string(), what: z.string(), x: z.number(), y: z.number() });
type Tap = z.infer<typeof tap>;
const { things, surfaces } = z
  .object({ things: z.array(tap), surfaces: z.array(tap) })
  .parse(JSON.parse(readFileSync(new URL("tap-marks.json", import.meta.url), "utf8")));

/** What a tap selects for removal, by the path of the mask editor and with the boxes of the analysis. */
export const thingTapSheet = sheetOf("tap-thing", things, async (photo, { x, y }) => {
  const { outlines, best } = selectOn(photo, thingsOf(await objectsIn(photo), photo), { x, y });
  return fillOutline(outlines[best] ?? "", photo);
});

/** What a tap selects for renovation, by the path of an edit. */
export const surfaceTapSheet = sheetOf("tap-surface", surfaces, async (photo, { x, y }) => {
  const tapped = await tappedIn({ photo, painted: undefined }, [{ x, y }]);
  return unionOfMasks((tapped ?? []).map(({ mask }) => resizeMask(mask, photo.width, photo.height)));
});

function sheetOf(
  name: string,
  taps: readonly Tap[],
  masked: (photo: Raster, at: Tap) => Promise<Mask>,
): Sheet {
  return {
    name,
    photos: [...new Set(taps.map(({ file }) => file))],
    pictures: async (photo, file) => {
      const screen = shrinkTo(photo, screenPixels);
      const pictures = [];
      for (const at of taps) {
        if (at.file !== file) continue;
        const started = process.cpuUsage();
        const mask = await masked(screen, at);
        const { user, system } = process.cpuUsage(started);
        const caption = `${at.what}, ${Math.round((user + system) / 1000)} ms`;
        pictures.push({ caption, image: shown(screen, mask, at) });
      }
      return pictures;
    },
  };
}

const screenPixels = 1_000_000;

/** The mask in red, its outline in white, the tap as a yellow dot. */
function shown(photo: Raster, mask: Mask, tapped: Tap): Raster {
  const { width, height } = photo;
  const data = Uint8Array.from(photo.data);
  const within = erode(mask, 2).data;
  const dotPx = height / 60;
  for (let i = 0; i < width * height; i++) {
    const isDot =
      Math.hypot((i % width) - tapped.x * width, Math.floor(i / width) - tapped.y * height) < dotPx;
    const isInside = (mask.data[i] ?? 0) > 127;
    if (isDot) data.set([255, 220, 0], i * 3);
    else if (isInside && (within[i] ?? 0) < 128) data.set([255, 255, 255], i * 3);
    else if (isInside) {
      const [r = 0, g = 0, b = 0] = data.subarray(i * 3, i * 3 + 3);
      // Less of the others too: red alone is not seen on a wooden floor.
      data.set([110 + 0.57 * r, 0.6 * g, 0.6 * b], i * 3);
    }
  }
  return { ...photo, data };
}
