import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { smoothRamp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";

/** Factors on linear light, the largest 1; of a photo's light, its colour. */
export type Gains = readonly [red: number, green: number, blue: number];

/**
 * Gains for linear light, the largest 1, that take most of a colour cast away. Shades of grey (Finlayson, Trezzi 2004,
 * p = 5) and the mean of the pixels nearest to neutral vote together; a small cast is a mood and stays, of a strong
 * one a little warmth is left.
 * @param photo a small picture is enough (0.25 MP)
 */
export function estimateCast(photo: Raster): Gains {
  const shades = shadesOfGrey(photo);
  const first = normalised(shades);
  const neutral = nearNeutral(photo, first) ?? shades;
  return damped([
    Math.sqrt(shades[0] * neutral[0]),
    Math.sqrt(shades[1] * neutral[1]),
    Math.sqrt(shades[2] * neutral[2]),
  ]);
}

const fifthPower = Float64Array.from(srgbToLinear, (light) => light ** 5);

/** Minkowski mean of each channel, without what is clipped or black. */
function shadesOfGrey({ data }: Raster): Gains {
  const sums = [0, 0, 0];
  let count = 0;
  for (let j = 0; j < data.length; j += 3) {
    const brightest = Math.max(data[j], data[j + 1], data[j + 2]);
    if (brightest > 250 || brightest < 8) continue;
    count++;
    for (let c = 0; c < 3; c++) sums[c] += fifthPower[data[j + c]];
  }
  if (count === 0) return [1, 1, 1];
  return [(sums[0] / count) ** 0.2, (sums[1] / count) ** 0.2, (sums[2] / count) ** 0.2];
}

/** Mean of the brighter pixels that a first correction makes nearly grey: walls and ceilings, not wood and grass. */
function nearNeutral({ data }: Raster, gains: Gains): Gains | undefined {
  const sums: [number, number, number] = [0, 0, 0];
  let total = 0;
  for (let j = 0; j < data.length; j += 3) {
    if (Math.max(data[j], data[j + 1], data[j + 2]) > 250) continue;
    const r = srgbToLinear[data[j]];
    const g = srgbToLinear[data[j + 1]];
    const b = srgbToLinear[data[j + 2]];
    const { l, a, b: yellow } = linearToLab(r * gains[0], g * gains[1], b * gains[2]);
    const chroma = Math.sqrt(a * a + yellow * yellow);
    if (l < 20 || chroma > 14) continue;
    const weight = l * (1 - chroma / 14);
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    sums[0] += (weight * r) / y;
    sums[1] += (weight * g) / y;
    sums[2] += (weight * b) / y;
    total += weight;
  }
  return total < data.length / 3 ? undefined : [sums[0] / total, sums[1] / total, sums[2] / total];
}

function damped(light: Gains): Gains {
  const y = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
  const scale = 0.45 / y;
  const { a, b } = linearToLab(light[0] * scale, light[1] * scale, light[2] * scale);
  const cast = Math.hypot(a, b);
  // Under 5 units nobody calls it a cast; from 20 up nearly all of it goes.
  const share = 0.88 * smoothRamp(cast, 4, 18);
  return normalised([light[0] ** share, light[1] ** share, light[2] ** share]);
}

function normalised(light: Gains): Gains {
  const least = Math.min(light[0], light[1], light[2]);
  return [least / light[0], least / light[1], least / light[2]];
}
