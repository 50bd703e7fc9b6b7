import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Layer } from "#engine/removal/lay-patches.ts";

/** How steep the picture is at a scale that does not see grain; encoded brightness a pixel, 0–1. */
export const slopesOf = (photo: Raster): Plane => gradientMagnitude(gaussian(lumaPlane(photo), 1.5));

/**
 * Whether what surrounds a hole is so plain (a painted wall, a ceiling) that a smooth sheet with grain is the best fill.
 * @param ring indices of the known pixels around the hole
 */
export function isSmoothAround(slopes: Plane, ring: readonly number[]): boolean {
  const sample = ring.map((i) => slopes.data[i]);
  return ring.length > 20 && percentile(sample, 0.95) < SMOOTH_SLOPE;
}

/** A soft shadow on a wall stays below, a skirting board is far above. */
const SMOOTH_SLOPE = 0.009;

/**
 * Fills the hole with the harmonic function of its border (a membrane), by relaxation from coarse to fine.
 * @param hole 255 = fill
 * @returns three values a pixel, 0–255 and unrounded
 */
export function smoothFill(photo: Raster, hole: Mask): Float32Array {
  const open = Uint8Array.from(hole.data, (v) => (v >= 128 ? 1 : 0));
  const sheet = Float32Array.from(photo.data);
  // The border pixels carry grain; a membrane hung on single ones would show streaks.
  const calm = calmed(photo, open);
  for (let i = 0; i < open.length; i++)
    if (!open[i]) for (let c = 0; c < 3; c++) sheet[i * 3 + c] = calm[i * 3 + c];
  relax(sheet, open, photo.width, photo.height);
  return sheet;
}

/** Known pixels as the mean of the known ones within 3 pixels. */
function calmed({ data, width, height }: Raster, open: Uint8Array): Float32Array {
  const out = Float32Array.from(data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (open[i] || !touches(open, width, height, x, y)) continue;
      let count = 0;
      const sum = [0, 0, 0];
      for (let v = Math.max(0, y - 3); v <= Math.min(height - 1, y + 3); v++)
        for (let u = Math.max(0, x - 3); u <= Math.min(width - 1, x + 3); u++) {
          const j = v * width + u;
          if (open[j]) continue;
          count++;
          for (let c = 0; c < 3; c++) sum[c] += data[j * 3 + c];
        }
      for (let c = 0; c < 3; c++) out[i * 3 + c] = sum[c] / count;
    }
  return out;
}

function touches(open: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const i = y * width + x;
  return (
    (x > 0 && open[i - 1] === 1) ||
    (x + 1 < width && open[i + 1] === 1) ||
    (y > 0 && open[i - width] === 1) ||
    (y + 1 < height && open[i + width] === 1)
  );
}

/**
 * The smooth sheet at full size with the photo's own grain: what known pixels near the hole differ from their
 * neighbourhood's mean, laid in small blocks taken from here and there.
 * @param full    the full-size crop
 * @param open    its hole, ≥ 128
 * @param sheet   from smoothFill, `width` × `height`
 * @param ring    known pixels of the sheet's size to take grain from
 */
export function smoothLayer(
  full: Raster,
  open: Mask,
  sheet: Float32Array,
  width: number,
  height: number,
  ring: readonly number[],
  seed: number,
): Layer {
  const sx = width / full.width;
  const sy = height / full.height;
  const spots = grainSpots(full, open, width, height, ring);
  return (x, y, out) => {
    readLinear(sheet, width, height, (x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5, out);
    if (spots.length === 0) return;
    const from = spots[(hash2((x / BLOCK) | 0, (y / BLOCK) | 0, seed) * spots.length) | 0];
    addGrain(full, (from % full.width) + (x % BLOCK), ((from / full.width) | 0) + (y % BLOCK), out);
  };
}

const BLOCK = 12;
const GRAIN_REACH = 3;
const MOST_GRAIN = 12;

/** Full-size pixels at which a whole block and what it is compared with are known. */
function grainSpots(
  full: Raster,
  open: Mask,
  width: number,
  height: number,
  ring: readonly number[],
): number[] {
  const spots: number[] = [];
  for (const i of ring) {
    const x = Math.round(((i % width) * full.width) / width);
    const y = Math.round((((i / width) | 0) * full.height) / height);
    const low = -GRAIN_REACH;
    const high = BLOCK + GRAIN_REACH;
    if (x + low < 0 || y + low < 0 || x + high >= full.width || y + high >= full.height) continue;
    const corners = [low, high].flatMap((v) => [low, high].map((u) => (y + v) * full.width + x + u));
    if (corners.every((j) => open.data[j] < 128)) spots.push(y * full.width + x);
  }
  return spots;
}

function addGrain({ data, width }: Raster, x: number, y: number, out: Float32Array): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let v = y - GRAIN_REACH; v <= y + GRAIN_REACH; v++)
    for (let i = (v * width + x - GRAIN_REACH) * 3; i <= (v * width + x + GRAIN_REACH) * 3; i += 3) {
      r += data[i];
      g += data[i + 1];
      b += data[i + 2];
    }
  const area = (2 * GRAIN_REACH + 1) ** 2;
  const i = (y * width + x) * 3;
  out[0] += clampGrain(data[i] - r / area);
  out[1] += clampGrain(data[i + 1] - g / area);
  out[2] += clampGrain(data[i + 2] - b / area);
}

const clampGrain = (v: number): number => Math.max(-MOST_GRAIN, Math.min(MOST_GRAIN, v));

function readLinear(
  data: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, x - x0));
  const v = Math.max(0, Math.min(1, y - y0));
  for (let c = 0; c < 3; c++) {
    const top = data[(y0 * width + x0) * 3 + c] * (1 - u) + data[(y0 * width + x1) * 3 + c] * u;
    const low = data[(y1 * width + x0) * 3 + c] * (1 - u) + data[(y1 * width + x1) * 3 + c] * u;
    out[c] = top * (1 - v) + low * v;
  }
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
      const left = x > 0;
      const right = x < width - 1;
      const above = i >= width;
      const below = i + width < open.length;
      const count = +left + +right + +above + +below;
      for (let c = 0; c < 3; c++) {
        const o = i * 3 + c;
        let sum = 0;
        if (left) sum += sheet[o - 3];
        if (right) sum += sheet[o + 3];
        if (above) sum += sheet[o - width * 3];
        if (below) sum += sheet[o + width * 3];
        sheet[o] = sum / count;
      }
    }
}
