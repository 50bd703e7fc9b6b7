import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { castShadows } from "#engine/removal/cast-shadows.ts";

/**
 * What has to go with the marked things: a rim of about 0.6 % of the picture's width, for a hand is not exact and an
 * edge bleeds, and the shadow it throws (see castShadows).
 * @returns 0 or 255, at the photo's size
 */
export function growHole(photo: Raster, hole: Mask): Mask {
  assertSameSize(photo, hole);
  if (!hole.data.some((v) => v >= 128)) return hole;
  const { width, height } = sizeWithin(photo.width, photo.height, OVERVIEW_PIXELS);
  const small = resizeRaster(photo, width, height);
  const marked = anyOf(resizeMask(hole, width, height));
  const rim = dilate(marked, Math.max(1.5, width * RIM_SHARE));
  const grown = castShadows(small, rim);
  const up = resizeMask(grown, photo.width, photo.height);
  const data = new Uint8Array(up.data.length);
  for (let i = 0; i < data.length; i++) data[i] = up.data[i] >= 128 || hole.data[i] >= 128 ? 255 : 0;
  return { data, width: photo.width, height: photo.height };
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

const anyOf = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((v) => (v > 0 ? 255 : 0)) });
