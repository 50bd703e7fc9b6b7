import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Whether the sky is already that of evening: dark, or clearly violet, pink or orange, which no day sky is.
 * @param region the sky of this photo
 */
export function isAlreadyDusk(photo: Raster, region: SkyRegion): boolean {
  const small = shrinkTo(photo, 120_000);
  const sky = resizeMask(region.mask, small.width, small.height).data;
  const luma = lumaPlane(small).data;
  const light: number[] = [];
  let evening = 0;
  let count = 0;
  for (let i = 0; i < sky.length; i++) {
    if (sky[i] < 200) continue;
    const [r, g, b] = [small.data[i * 3], small.data[i * 3 + 1], small.data[i * 3 + 2]];
    const lab = linearToLab(srgbToLinear[r], srgbToLinear[g], srgbToLinear[b]);
    light.push(luma[i]);
    count++;
    // Day sky runs from blue to white along b; evening leaves that line towards red and violet.
    if (lab.a > 3.5 + Math.max(0, -lab.b) * 0.12 && Math.hypot(lab.a, lab.b) > 8) evening++;
  }
  if (count === 0) return false;
  // Blue with a touch of violet is the earth's shadow rising; no blue day sky has it.
  if (region.blueness < -0.02 && region.redness > 0.002) return true;
  return percentile(light, 0.5) < 0.3 || evening / count > 0.3;
}
