import { oklabPlanes } from "#engine/colour/oklab.ts";
import { floodFromTop } from "#engine/dusk/flood-from-top.ts";
import { measureSky, shareOfSky, topRows } from "#engine/dusk/sky-measures.ts";
import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * The sky of a photo taken at night: navy or black, even, along most of the top. Trees and walls without a lamp may be
 * part of it, since nothing parts them from it; it is for saying that it is night, not for cutting out. Undefined where
 * the top is no such thing.
 * @param small at most about 0.3 MP
 */
export function nightSkyIn(small: Raster): SkyRegion | undefined {
  const lab = oklabPlanes(small);
  const isNight = (i: number): boolean => lab.l[i] < 0.42 && (lab.b[i] < -0.02 || lab.l[i] < 0.25);
  if (shareOfTop(small, isNight) < 0.5) return undefined;
  const luma = lumaPlane(small);
  const slope = gradientMagnitude(gaussian(luma, 0.8)).data;
  const sky = floodFromTop(small.width, small.height, (i) => isNight(i) && slope[i] < 0.02);
  if (shareOfSky(sky) < 0.05 || shareOfTop(small, (i) => sky.data[i] !== 0) < 0.5) return undefined;
  // Grain is what skies of night have most of, so texture is what remains without it.
  const texture = gradientMagnitude(gaussian(luma, 2.5)).data;
  return { mask: sky, ...measureSky(sky, lab, texture, luma.data) };
}

/** Share of the top rows, 0–1. */
function shareOfTop(
  { width, height }: Pick<Mask, "width" | "height">,
  is: (pixel: number) => boolean,
): number {
  const n = topRows(height) * width;
  let count = 0;
  for (let i = 0; i < n; i++) if (is(i)) count++;
  return count / n;
}
