import { darkestDay } from "#engine/dusk/sky-confidence.ts";
import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { bytesToOklab } from "#engine/colour/oklab.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Whether the sky is already that of evening or night: clearly violet, pink or orange, or darker than a day's; or dark or
 * deeply blue over a scene without sun. Where a tenth of the scene is bright the sun is up: a deep blue is noon, and a
 * violet one a picture's colouring.
 * @param region the sky of this photo
 */
export function isAlreadyDusk(photo: Raster, region: SkyRegion): boolean {
  if (region.brightness > 0.8) return false;
  // Blue with a touch of violet is the earth's shadow rising; no blue day sky has it.
  if (region.blueness < -0.02 && region.redness > 0.002) return true;
  if (region.lightness <= darkestDay) return true;
  const small = shrinkTo(photo, 120_000);
  const sky = resizeMask(region.mask, small.width, small.height).data;
  const luma = lumaPlane(small).data;
  const above: number[] = [];
  const below: number[] = [];
  let evening = 0;
  for (let i = 0; i < sky.length; i++) {
    if (sky[i] < 200) {
      if (sky[i] === 0) below.push(luma[i]);
      continue;
    }
    above.push(luma[i]);
    const { a, b } = bytesToOklab(small.data[i * 3], small.data[i * 3 + 1], small.data[i * 3 + 2]);
    // Day sky runs from blue to white; evening leaves that line towards red.
    if (a > 0.01 && Math.hypot(a, b) > 0.03) evening++;
  }
  if (above.length === 0) return false;
  if (evening / above.length > 0.3) return true;
  const isDark = percentile(above, 0.5) < 0.3 || region.blueness < -0.1;
  return isDark && region.brightness < 0.64 && (below.length === 0 || percentile(below, 0.75) < 0.45);
}
