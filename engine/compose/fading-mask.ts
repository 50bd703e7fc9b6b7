import { boxMean } from "#engine/filters/box.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * The mask, fading towards its border where the change there is faint: a shadow that is cut off along a straight line is
 * seen, however soft it is. Things that are plainly drawn keep all of it.
 * @param before what was sent, any size
 * @param after  what came back, any size of the same shape
 * @param mask   any size, 255 = is laid down
 * @returns of at most 300,000 pixels
 */
export function fadingMask(before: Raster, after: Raster, mask: Mask): Mask {
  const { width, height } = sizeWithin(before.width, before.height, 300_000);
  const inside = resizeMask(mask, width, height);
  const from = resizeRaster(before, width, height).data;
  const to = resizeRaster(after, width, height).data;
  const plain = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < plain.length; i++, j += 3) {
    const change = Math.max(
      Math.abs(from[j] - to[j]),
      Math.abs(from[j + 1] - to[j + 1]),
      Math.abs(from[j + 2] - to[j + 2]),
    );
    if (change > PLAIN) plain[i] = 255;
  }
  const things = boxMean(
    { data: Float32Array.from(dilate({ data: plain, width, height }, 3).data), width, height },
    2,
  );
  const near = boxMean(
    { data: Float32Array.from(inside.data), width, height },
    Math.max(1, Math.round(FADING * width)),
  );
  const data = inside.data.map((share, i) =>
    Math.min(share, Math.max(things.data[i], 2 * near.data[i] - 255)),
  );
  return { data, width, height };
}

/** Levels of a channel. */
const PLAIN = 34;
/** Of the picture's width. */
const FADING = 0.025;
