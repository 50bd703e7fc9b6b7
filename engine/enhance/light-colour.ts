import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { estimateCast, type Gains } from "#engine/enhance/white-balance.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * As {@link estimateCast}, but a blue sky is no cast: where the light seems cool, it is judged again without the sky.
 * @param photo a small picture is enough (0.25 MP)
 * @param sky   of this photo, where there is one for sure
 */
export function lightColour(photo: Raster, sky: SkyRegion | undefined): Gains {
  const gains = estimateCast(photo);
  if (sky === undefined || gains[2] >= gains[0] - 0.02) return gains;
  return estimateCast(pixelsOutside(sky.mask, photo));
}

/** The pixels where the mask is not, in one row. */
export function pixelsOutside(mask: Mask, photo: Raster): Raster {
  const { data } = resizeMask(mask, photo.width, photo.height);
  const kept: number[] = [];
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    if (data[i] < 128) kept.push(photo.data[j], photo.data[j + 1], photo.data[j + 2]);
  return { data: Uint8Array.from(kept), width: kept.length / 3, height: 1 };
}
