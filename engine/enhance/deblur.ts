import { lumaPlane, type Plane } from "#engine/plane.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { linearRows } from "#engine/filters/enlarged-rows.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Brings back edges that shake or focus made soft: Van Cittert's iteration (1931) on luma, each round adding what
 * blurring the guess again still lacks of the photo. The guess is held inside what the photo shows within one blur's
 * reach, which is what keeps deconvolution from ringing, and small differences (noise) are left alone. It works at the
 * size where the blur is a pixel and a half: there is nothing finer in a photo so blurred.
 * @param blurPx standard deviation of the blur in pixels, 0.5–8
 * @param amount share of what is found that is added, 0–1
 */
export function deblur(photo: Raster, blurPx: number, amount: number): Raster {
  const { width, height, data } = photo;
  const scale = Math.min(1, FINEST_PX / blurPx);
  const small = resizeRaster(photo, Math.ceil(width * scale), Math.ceil(height * scale));
  const change = linearRows(sharper(lumaPlane(small), blurPx * scale), width, height);
  const out = new Uint8Array(data.length);
  for (let y = 0, j = 0; y < height; y++) {
    const row = change(y);
    for (let x = 0; x < width; x++) {
      const push = row[x] * 255 * amount + 0.5;
      for (const end = j + 3; j < end; j++) {
        const was = data[j];
        const value = was + push;
        out[j] = was === 0 || was === 255 ? was : value < 1 ? 1 : value >= 255 ? 254 : value;
      }
    }
  }
  return { data: out, width, height };
}

const FINEST_PX = 1.5;

/** What is to be added to luma, −1…1. */
function sharper(luma: Plane, blurPx: number): Plane {
  const { data, width, height } = luma;
  const { least, most } = range(luma, Math.max(1, Math.round(blurPx)));
  const guess = Float32Array.from(data);
  for (let round = 0; round < ROUNDS; round++) {
    const blurred = gaussian({ data: guess, width, height }, blurPx).data;
    for (let i = 0; i < guess.length; i++) {
      const better = guess[i] + quiet(data[i] - blurred[i]);
      guess[i] = Math.max(least[i], Math.min(most[i], better));
    }
  }
  for (let i = 0; i < guess.length; i++) guess[i] -= data[i];
  return { data: guess, width, height };
}

const ROUNDS = 4;

/** Under a byte and a half it is grain; in between it fades in. */
function quiet(difference: number): number {
  const size = Math.abs(difference) * 255;
  if (size <= 0.7) return 0;
  return size >= 2.2 ? difference : (difference * (size - 0.7)) / 1.5;
}

/** The darkest and the brightest within `reach` pixels to each side, by running over rows, then over columns. */
function range(
  { data, width, height }: Plane,
  reach: number,
): { readonly least: Float32Array; readonly most: Float32Array } {
  const least = Float32Array.from(data);
  const most = Float32Array.from(data);
  const rowLeast = new Float32Array(data.length);
  const rowMost = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      let low = data[i];
      let high = low;
      for (let k = Math.max(0, x - reach); k <= Math.min(width - 1, x + reach); k++) {
        const v = data[y * width + k];
        if (v < low) low = v;
        if (v > high) high = v;
      }
      rowLeast[i] = low;
      rowMost[i] = high;
    }
  for (let y = 0; y < height; y++)
    for (let k = Math.max(0, y - reach); k <= Math.min(height - 1, y + reach); k++)
      for (let x = 0, i = y * width, j = k * width; x < width; x++, i++, j++) {
        if (rowLeast[j] < least[i]) least[i] = rowLeast[j];
        if (rowMost[j] > most[i]) most[i] = rowMost[j];
      }
  return { least, most };
}
