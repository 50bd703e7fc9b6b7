import { srgbToLinear } from "#engine/colour/srgb.ts";
import { linearToLab } from "#engine/colour/lab.ts";
import { boxMean } from "#engine/filters/box.ts";
import { resizePlane } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** Numbers a pixel in Looks. */
export const LOOKS = 5;
/** One doubling of contrast counts as this many units of L*a*b*. */
const CONTRAST_UNITS = 6;
/** Light and shade on one floor differ in lightness only, so it counts for less than colour. */
const LIGHT_UNITS = 0.7;

/** How the known part of a picture looks, coarsely. Distances are in units of L*a*b*. */
export interface Looks {
  /** l, a, b and two scales of contrast of each pixel. */
  readonly values: Float32Array;
  readonly known: Uint8Array;
}

/** Measures at the photo's size, gives it at `width` × `height`; what lies in the hole (≥ 128) is not looked at. */
export function measureLooks(photo: Raster, hole: Mask, width: number, height: number): Looks {
  const n = photo.width * photo.height;
  const planes = [0, 1, 2, 3, 4, 5].map(() => new Float32Array(n));
  const [red, green, blue, contrast, bold, weight] = planes;
  for (let y = 0, i = 0; y < photo.height; y++)
    for (let x = 0; x < photo.width; x++, i++) {
      if (hole.data[i] >= 128) continue;
      weight[i] = 1;
      red[i] = photo.data[i * 3];
      green[i] = photo.data[i * 3 + 1];
      blue[i] = photo.data[i * 3 + 2];
      const right = x + 1 < photo.width && hole.data[i + 1] < 128 ? i + 1 : i;
      const below = y + 1 < photo.height && hole.data[i + photo.width] < 128 ? i + photo.width : i;
      contrast[i] =
        Math.abs(photo.data[right * 3 + 1] - green[i]) + Math.abs(photo.data[below * 3 + 1] - green[i]);
    }
  measureBold(green, weight, photo.width, photo.height, bold);
  const small = planes.map((data) =>
    boxMean(resizePlane({ data, width: photo.width, height: photo.height }, width, height), 1),
  );
  return { values: combined(small), known: Uint8Array.from(small[5].data, (v) => (v > 0.45 ? 1 : 0)) };
}

/** Contrast between squares of some pixels, which a bold pattern has and a fine weave has not. */
function measureBold(
  green: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  out: Float32Array,
): void {
  const mean = boxMean({ data: green, width, height }, BOLD_PX >> 1).data;
  const share = boxMean({ data: weight, width, height }, BOLD_PX >> 1).data;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (weight[i] === 0) continue;
      const right = x + BOLD_PX < width && weight[i + BOLD_PX] > 0 ? i + BOLD_PX : i;
      const below = y + BOLD_PX < height && weight[i + BOLD_PX * width] > 0 ? i + BOLD_PX * width : i;
      const level = mean[i] / share[i];
      out[i] = Math.abs(mean[right] / share[right] - level) + Math.abs(mean[below] / share[below] - level);
    }
}

const BOLD_PX = 5;

function combined([red, green, blue, contrast, bold, weight]: readonly Plane[]): Float32Array {
  const values = new Float32Array(weight.data.length * LOOKS);
  for (let i = 0; i < weight.data.length; i++) {
    const w = Math.max(1e-3, weight.data[i]);
    const { l, a, b } = linearToLab(
      lightAt(red.data[i] / w),
      lightAt(green.data[i] / w),
      lightAt(blue.data[i] / w),
    );
    values[i * LOOKS] = LIGHT_UNITS * l;
    values[i * LOOKS + 1] = a;
    values[i * LOOKS + 2] = b;
    values[i * LOOKS + 3] = CONTRAST_UNITS * Math.log2(1 + contrast.data[i] / w);
    values[i * LOOKS + 4] = CONTRAST_UNITS * Math.log2(1 + bold.data[i] / w);
  }
  return values;
}

const lightAt = (level: number): number => srgbToLinear[Math.min(255, Math.round(level))];
