import { components } from "#engine/filters/components.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * Whether something that was drawn goes on beyond the mask, so that it would be cut off there when only what is inside is
 * laid down: one plain change, connected, with a good piece on each side of the mask's border. Looked at small, so that
 * what comes of scaling, encoding and drawing the same room anew averages out; what lies further outside is never laid
 * down and does not count.
 * @param before what was sent, any size
 * @param after  what came back, any size of the same shape
 * @param mask   any size, 255 = is laid down
 */
export function isCutByMask(before: Raster, after: Raster, mask: Mask): boolean {
  const { width, height } = sizeWithin(before.width, before.height, LOOKED_AT_PIXELS);
  const inside = resizeMask(mask, width, height);
  const rim = Math.max(1, RIM * width);
  const rimmed = dilate(inside, rim).data;
  const around = dilate(inside, 4 * rim).data;
  const from = resizeRaster(before, width, height).data;
  const to = resizeRaster(after, width, height).data;
  const changed = new Uint8Array(width * height);
  for (let i = 0; i < changed.length; i++)
    if (around[i] === 255 && plainlyDiffers(from, to, i * 3)) changed[i] = 255;
  const { labels, list } = components({ data: changed, width, height });
  const within = new Uint32Array(list.length + 1);
  const beyond = new Uint32Array(list.length + 1);
  for (const [i, label] of labels.entries()) {
    if (inside.data[i] >= 128) within[label]++;
    else if (rimmed[i] === 0) beyond[label]++;
  }
  const least = LEAST_PIECE * width * height;
  return list.some(({ label }) => within[label] > least && beyond[label] > least);
}

const LOOKED_AT_PIXELS = 120_000;
/** Of the picture's width: what a mask's soft edge loses of a thing without its being missed. */
const RIM = 0.006;
/** Of the picture: less is hardly seen. */
const LEAST_PIECE = 0.0002;
/** Levels of a channel: more than a soft shadow does. */
const PLAIN = 36;

const plainlyDiffers = (a: Uint8Array, b: Uint8Array, i: number): boolean =>
  Math.abs(a[i] - b[i]) > PLAIN ||
  Math.abs(a[i + 1] - b[i + 1]) > PLAIN ||
  Math.abs(a[i + 2] - b[i + 2]) > PLAIN;
