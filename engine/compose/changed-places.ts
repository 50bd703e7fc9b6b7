import { differs } from "#engine/compose/differs.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * Where a model that takes no mask changed more than its own resampling and encoding do. Both pictures are looked at
 * small: what comes of scaling up and down averages out there, a painted wall does not.
 * @param before what was sent, any size
 * @param after  what came back, any size of the same shape
 * @returns 255 = changed, with a rim of two pixels; at most 65,000 pixels
 */
export function changedPlaces(before: Raster, after: Raster): Mask {
  const { width, height } = sizeWithin(
    before.width,
    before.height,
    Math.min(65_000, (before.width * before.height) / 64),
  );
  return dilate(
    whereChanged(resizeRaster(before, width, height), resizeRaster(after, width, height), NOISE),
    2,
  );
}

/** Levels of a channel. */
const NOISE = 8;

/** Where two pictures of one size differ by more than so many levels of a channel: 255 there, else 0. */
export function whereChanged(before: Raster, after: Raster, levels: number): Mask {
  const { width, height } = before;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) if (differs(before.data, after.data, i * 3, levels)) data[i] = 255;
  return { data, width, height };
}
