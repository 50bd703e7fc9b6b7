import { decode, linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** Encoded luma that the brightest hundredth of a well exposed photo reaches. */
const brightLuma = 0.9;
/** Two stops: what is darker than that was taken at night, and is to look so. */
const mostGain = 4;

/**
 * The photo as a longer exposure would show it: its brightest hundredth near white, by the same gain of linear light in
 * every channel. For measures whose limits are those of a well exposed photo. One that has bright parts comes back as
 * it is.
 */
export function fullRange(photo: Raster): Raster {
  const bright = percentile(
    lumaPlane(photo).data.filter((_, i) => i % 5 === 0),
    0.99,
  );
  const gain = Math.min(mostGain, decode(brightLuma) / decode(Math.max(bright, 1 / 255)));
  if (!(gain > 1)) return photo;
  const brighter = Uint8Array.from(srgbToLinear, (light) => linearToSrgb(light * gain));
  return { ...photo, data: photo.data.map((byte) => brighter[byte]) };
}
