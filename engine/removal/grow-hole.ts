import { linearRows } from "#engine/filters/enlarged-rows.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { castShadows } from "#engine/removal/cast-shadows.ts";
import { withCutRests } from "#engine/removal/cut-rests.ts";
import { shrunkMask } from "#engine/removal/shrunk-mask.ts";

/** The copy of a photo in which shadows are looked for. */
export const overviewOf = (photo: Raster): Raster => shrinkTo(photo, OVERVIEW_PIXELS);

/**
 * What has to go with the marked things: a rim of about 0.6 % of the picture's width, for a hand is not exact and an
 * edge bleeds, what it cut off their lower ends (see withCutRests), and the shadow they throw (see castShadows).
 * @param small the photo's {@link overviewOf}, where a caller has it at hand
 * @returns 0 or 255, at the photo's size
 */
export function growHole(photo: Raster, hole: Mask, small = overviewOf(photo)): Mask {
  assertSameSize(photo, hole);
  if (!hasMark(hole)) return hole;
  const { width, height } = small;
  const rim = dilate(shrunkMask(hole, width, height), Math.max(1.5, width * RIM_SHARE));
  const grown = castShadows(small, withCutRests(small, rim));
  return enlargedWith(grown, hole);
}

function hasMark({ data }: Mask): boolean {
  for (let i = 0; i < data.length; i++) if (data[i] >= 128) return true;
  return false;
}

/** What is set in a small mask, or in a large one of the same view, at the large one's size. */
function enlargedWith(small: Mask, large: Mask): Mask {
  const { width, height } = large;
  const rowOf = linearRows({ ...small, data: new Float32Array(small.data) }, width, height);
  const data = new Uint8Array(width * height);
  const last = small.data.lastIndexOf(255);
  const scale = height / small.height;
  const top = Math.floor((Math.floor(small.data.indexOf(255) / small.width) - 1) * scale);
  const bottom = Math.ceil((Math.floor(last / small.width) + 2) * scale);
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    const row = rowOf(y);
    for (let x = 0, i = y * width; x < width; x++, i++)
      if (row[x] >= 127.5 || large.data[i] >= 128) data[i] = 255;
  }
  return { data, width, height };
}

/** @throws RangeError when the mask is not of the photo's size */
export function assertSameSize(photo: Raster, mask: Mask): void {
  if (mask.width !== photo.width || mask.height !== photo.height)
    throw new RangeError(
      `Expected a mask of ${photo.width}×${photo.height} but received ${mask.width}×${mask.height}`,
    );
}

const OVERVIEW_PIXELS = 700_000;
const RIM_SHARE = 0.006;
