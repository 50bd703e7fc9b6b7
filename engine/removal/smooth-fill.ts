import { seededRandom } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { lumaPlane } from "#engine/plane.ts";
import { boxMean } from "#engine/filters/box.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { percentile } from "#engine/filters/percentile.ts";

/**
 * Whether what surrounds a hole is so plain (a painted wall, a ceiling) that a smooth sheet with grain is the best fill.
 * @param ring indices of the known pixels around the hole
 */
export function isSmoothAround(photo: Raster, ring: readonly number[]): boolean {
  const slopes = gradientMagnitude(gaussian(lumaPlane(photo), 1.5)).data;
  return (
    ring.length > 20 &&
    percentile(
      ring.map((i) => slopes[i]),
      0.93,
    ) < SMOOTH_SLOPE
  );
}

/** Encoded brightness a pixel, 0–1; a soft shadow on a wall stays below, a skirting board is far above. */
const SMOOTH_SLOPE = 0.009;

/**
 * Fills the hole with the harmonic function of its border (a membrane), by relaxation from coarse to fine.
 * @param hole 255 = fill
 */
export function smoothFill(photo: Raster, hole: Mask): Raster {
  const open = Uint8Array.from(hole.data, (v) => (v >= 128 ? 1 : 0));
  const sheet = Float32Array.from(photo.data);
  relax(sheet, open, photo.width, photo.height);
  const data = Uint8Array.from(photo.data);
  for (let i = 0; i < open.length; i++)
    if (open[i]) for (let c = 0; c < 3; c++) data[i * 3 + c] = sheet[i * 3 + c] + 0.5;
  return { data, width: photo.width, height: photo.height };
}

/**
 * Lays the grain of the surroundings on what was filled: blocks of what is left of known pixels when their local mean
 * is taken away.
 * @param ring indices of known pixels to take grain from
 */
export function addGrain(
  filled: Raster,
  photo: Raster,
  hole: Mask,
  ring: readonly number[],
  seed: number,
): Raster {
  const { width, height } = photo;
  const random = seededRandom(seed);
  const rest = residual(photo);
  const data = Uint8Array.from(filled.data);
  const usable = ring.filter((i) => {
    const x = i % width;
    const y = (i / width) | 0;
    return (
      x + BLOCK < width &&
      y + BLOCK < height &&
      hole.data[i + BLOCK + BLOCK * width] < 128 &&
      hole.data[i + BLOCK] < 128
    );
  });
  if (usable.length === 0) return filled;
  for (let by = 0; by < height; by += BLOCK)
    for (let bx = 0; bx < width; bx += BLOCK) {
      const from = usable[(random() * usable.length) | 0];
      for (let dy = 0; dy < BLOCK && by + dy < height; dy++)
        for (let dx = 0; dx < BLOCK && bx + dx < width; dx++) {
          const i = (by + dy) * width + bx + dx;
          if (hole.data[i] < 128) continue;
          const j = from + dy * width + dx;
          for (let c = 0; c < 3; c++)
            data[i * 3 + c] = Math.max(
              0,
              Math.min(255, filled.data[i * 3 + c] + clampGrain(rest[j * 3 + c]) + 0.5),
            );
        }
    }
  return { data, width, height };
}

const BLOCK = 6;
const clampGrain = (v: number): number => Math.max(-10, Math.min(10, v));

/** What a pixel differs from the mean of its 5 × 5 neighbours. */
function residual({ data, width, height }: Raster): Float32Array {
  const out = new Float32Array(data.length);
  const channel = new Float32Array(width * height);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < channel.length; i++) channel[i] = data[i * 3 + c];
    const mean = boxMean({ data: channel, width, height }, 2).data;
    for (let i = 0; i < channel.length; i++) out[i * 3 + c] = channel[i] - mean[i];
  }
  return out;
}

/** Solves Laplace's equation in the open pixels: half the size first, then Gauss-Seidel sweeps. */
function relax(sheet: Float32Array, open: Uint8Array, width: number, height: number): void {
  if (!open.includes(1)) return;
  if (Math.min(width, height) > 8) {
    const w = (width + 1) >> 1;
    const h = (height + 1) >> 1;
    const small = new Float32Array(w * h * 3);
    const smallOpen = new Uint8Array(w * h);
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        let known = 0;
        const o = y * w + x;
        for (let k = 0; k < 4; k++) {
          const sx = 2 * x + (k & 1);
          const sy = 2 * y + (k >> 1);
          if (sx >= width || sy >= height || open[sy * width + sx]) continue;
          known++;
          for (let c = 0; c < 3; c++) small[o * 3 + c] += sheet[(sy * width + sx) * 3 + c];
        }
        if (known === 0) smallOpen[o] = 1;
        else for (let c = 0; c < 3; c++) small[o * 3 + c] /= known;
      }
    relax(small, smallOpen, w, h);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (open[y * width + x])
          for (let c = 0; c < 3; c++)
            sheet[(y * width + x) * 3 + c] = small[((y >> 1) * w + (x >> 1)) * 3 + c];
  }
  const unknown: number[] = [];
  for (let i = 0; i < open.length; i++) if (open[i]) unknown.push(i);
  for (let sweep = 0; sweep < 24; sweep++)
    for (let n = 0; n < unknown.length; n++) {
      const i = unknown[sweep % 2 === 0 ? n : unknown.length - 1 - n];
      const x = i % width;
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        let count = 0;
        if (x > 0) {
          sum += sheet[(i - 1) * 3 + c];
          count++;
        }
        if (x < width - 1) {
          sum += sheet[(i + 1) * 3 + c];
          count++;
        }
        if (i >= width) {
          sum += sheet[(i - width) * 3 + c];
          count++;
        }
        if (i + width < open.length) {
          sum += sheet[(i + width) * 3 + c];
          count++;
        }
        sheet[i * 3 + c] = sum / count;
      }
    }
}
