import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { estimateCast, type Gains } from "#engine/enhance/white-balance.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { ramp } from "#engine/ramp.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * As {@link estimateCast}, but a blue sky is no cast: where the light seems cool, it is judged again without the sky. And
 * where the sky came out blue the camera has judged the light well: sand, stucco and a late sun are warm by themselves.
 * @param photo a small picture is enough (0.25 MP)
 * @param sky   of this photo, where there is one for sure
 */
export function lightColour(photo: Raster, sky: SkyRegion | undefined): Gains {
  const gains = estimateCast(photo);
  if (sky === undefined) return gains;
  const [r, g, b] = gains[2] < gains[0] - 0.02 ? estimateCast(pixelsOutside(sky.mask, photo)) : gains;
  const doubt = 1 - 0.75 * ramp(-sky.blueness, 0.02, 0.05);
  return [r ** doubt, g ** doubt, b ** doubt];
}

/** The pixels where the mask is not, in one row. */
function pixelsOutside(mask: Mask, photo: Raster): Raster {
  const { data } = resizeMask(mask, photo.width, photo.height);
  const kept: number[] = [];
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    if (data[i] < 128) kept.push(photo.data[j], photo.data[j + 1], photo.data[j + 2]);
  return { data: Uint8Array.from(kept), width: kept.length / 3, height: 1 };
}
