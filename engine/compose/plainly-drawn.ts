import { whereChanged } from "#engine/compose/changed-places.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** What a model plainly drew into a photo and where it may be laid down: two masks of one size, at most 300,000 pixels. */
export interface PlainlyDrawn {
  /** 255 = changed by more than a soft shadow changes it, else 0. */
  readonly plain: Mask;
  /** 255 = is laid down, soft along its outline. */
  readonly inside: Mask;
}

/**
 * Reads a model's picture for `fadingMask` and `isCutByMask`. Looked at small, so that what comes of scaling, encoding and
 * drawing the same room anew averages out.
 * @param before what was sent, any size
 * @param after  what came back, any size of the same shape
 * @param mask   any size, 255 = is laid down
 */
export function plainlyDrawn(before: Raster, after: Raster, mask: Mask): PlainlyDrawn {
  const { width, height } = sizeWithin(before.width, before.height, 300_000);
  const from = resizeRaster(before, width, height);
  const to = resizeRaster(after, width, height);
  return { plain: whereChanged(from, to, PLAIN), inside: resizeMask(mask, width, height) };
}

/** Levels of a channel: more than a soft shadow does. */
const PLAIN = 34;
