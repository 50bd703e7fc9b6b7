import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** How steep the picture is at a scale that does not see grain; encoded brightness a pixel, 0–1. */
export const slopesOf = (photo: Raster): Plane => gradientMagnitude(gaussian(lumaPlane(photo), 1.5));

/**
 * The plain pixels around a hole (a painted wall, a ceiling) when nearly all are plain and their colours lie on one
 * gently curved sheet, so that a smooth fill with grain is the best one. What stands in front of the wall here and there
 * does not matter; an edge between two walls does.
 * @param ring indices of the known pixels around the hole
 * @returns indices; undefined when the surroundings are not plain
 */
export function plainAround(
  photo: Raster,
  slopes: Plane,
  ring: readonly number[],
  { leastShare, mostSlope }: Plainness = USUAL,
): number[] | undefined {
  const plain = ring.filter((i) => slopes.data[i] < mostSlope);
  if (plain.length < 20 || plain.length < leastShare * ring.length) return undefined;
  const off = distancesFromSheet(photo, plain);
  if (percentile(off, 0.9) > MOST_OFF_SHEET) return undefined;
  return plain.filter((_, n) => off[n] <= 2 * MOST_OFF_SHEET);
}

/** What passes for plain: this share of the pixels may be no steeper than this, encoded brightness a pixel. */
export interface Plainness {
  readonly leastShare: number;
  readonly mostSlope: number;
}

/** A soft shadow on a wall stays below, a skirting board is far above. */
const USUAL: Plainness = { leastShare: 0.65, mostSlope: 0.009 };
/** Levels of 255. */
const MOST_OFF_SHEET = 10;

/** How far each pixel's colour is from the least-squares plane through all of them, in levels (mean of channels). */
function distancesFromSheet({ data, width, height }: Raster, pixels: readonly number[]): number[] {
  const off = pixels.map(() => 0);
  const row = (i: number): [number, number, number] => [1, (i % width) / width, ((i / width) | 0) / height];
  for (let c = 0; c < 3; c++) {
    const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    const v: [number, number, number] = [0, 0, 0];
    for (const i of pixels) {
      const r = row(i);
      for (let a = 0; a < 3; a++) {
        v[a] += r[a] * data[i * 3 + c];
        for (let b = 0; b < 3; b++) m[a * 3 + b] += r[a] * r[b] + (a === b ? 1e-6 : 0);
      }
    }
    const fit = solved(m, v);
    for (const [n, i] of pixels.entries()) {
      const [one, x, y] = row(i);
      off[n] += Math.abs(data[i * 3 + c] - one * fit[0] - x * fit[1] - y * fit[2]) / 3;
    }
  }
  return off;
}

/** Cramer's rule for three unknowns. */
function solved(m: readonly number[], v: readonly [number, number, number]): [number, number, number] {
  const det = (q: readonly number[]): number =>
    q[0] * (q[4] * q[8] - q[5] * q[7]) -
    q[1] * (q[3] * q[8] - q[5] * q[6]) +
    q[2] * (q[3] * q[7] - q[4] * q[6]);
  const all = det(m);
  const withColumn = (k: number): number =>
    det(m.map((value, at) => (at % 3 === k ? v[(at / 3) | 0] : value))) / all;
  return [withColumn(0), withColumn(1), withColumn(2)];
}

/**
 * Fills the hole with the harmonic function of its plain border (a membrane), by relaxation from coarse to fine.
 * @param hole  255 = fill
 * @param plain known pixels the membrane may hang on, from plainAround
 * @returns three values a pixel, 0–255 and unrounded; right in the hole only
 */
export function smoothFill(photo: Raster, hole: Mask, plain: readonly number[]): Float32Array {
  const open = new Uint8Array(hole.data.length).fill(1);
  for (const i of plain) open[i] = 0;
  const sheet = new Float32Array(photo.data);
  // The border pixels carry grain; a membrane hung on single ones would show streaks.
  const calm = calmed(photo, open);
  for (const i of plain) for (let c = 0; c < 3; c++) sheet[i * 3 + c] = calm[i * 3 + c];
  // Far from the hole the sheet does not matter and is left as it is.
  const near = dilate(hole, 12).data;
  for (let i = 0; i < open.length; i++) if (!near[i]) open[i] = 2;
  relax(sheet, open, photo.width, photo.height);
  return sheet;
}

/** Known pixels as the mean of the known ones within 3 pixels. */
function calmed({ data, width, height }: Raster, open: Uint8Array): Float32Array {
  const out = new Float32Array(data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (open[i]) continue;
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

/** Solves Laplace's equation: 0 = given, 1 = sought, 2 = not part of the sheet. Half the size first, then sweeps. */
function relax(sheet: Float32Array, open: Uint8Array, width: number, height: number): void {
  if (!open.includes(1)) return;
  if (Math.min(width, height) > 8) {
    const w = (width + 1) >> 1;
    const h = (height + 1) >> 1;
    const small = new Float32Array(w * h * 3);
    const smallOpen = new Uint8Array(w * h);
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        let given = 0;
        let sought = 0;
        const o = y * w + x;
        for (let k = 0; k < 4; k++) {
          const sx = 2 * x + (k & 1);
          const sy = 2 * y + (k >> 1);
          if (sx >= width || sy >= height) continue;
          const i = sy * width + sx;
          if (open[i] === 1) sought++;
          if (open[i] !== 0) continue;
          given++;
          for (let c = 0; c < 3; c++) small[o * 3 + c] += sheet[i * 3 + c];
        }
        smallOpen[o] = given > 0 ? 0 : sought > 0 ? 1 : 2;
        if (given > 0) for (let c = 0; c < 3; c++) small[o * 3 + c] /= given;
      }
    relax(small, smallOpen, w, h);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (open[y * width + x] === 1)
          for (let c = 0; c < 3; c++)
            sheet[(y * width + x) * 3 + c] = small[((y >> 1) * w + (x >> 1)) * 3 + c];
  }
  sweepOver(sheet, open, width);
}

function sweepOver(sheet: Float32Array, open: Uint8Array, width: number): void {
  const unknown: number[] = [];
  /** Bit k: the k-th neighbour is part of the sheet. */
  const links: number[] = [];
  for (let i = 0; i < open.length; i++) {
    if (open[i] !== 1) continue;
    const x = i % width;
    const link =
      (x > 0 && open[i - 1] !== 2 ? 1 : 0) +
      (x < width - 1 && open[i + 1] !== 2 ? 2 : 0) +
      (i >= width && open[i - width] !== 2 ? 4 : 0) +
      (i + width < open.length && open[i + width] !== 2 ? 8 : 0);
    if (link === 0) continue;
    unknown.push(i * 3);
    links.push(link);
  }
  const row = width * 3;
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let m = 0; m < unknown.length; m++) {
      const n = sweep % 2 === 0 ? m : unknown.length - 1 - m;
      const link = links[n];
      const count = (link & 1) + ((link >> 1) & 1) + ((link >> 2) & 1) + (link >> 3);
      for (let o = unknown[n]; o < unknown[n] + 3; o++) {
        let sum = 0;
        if (link & 1) sum += sheet[o - 3];
        if (link & 2) sum += sheet[o + 3];
        if (link & 4) sum += sheet[o - row];
        if (link & 8) sum += sheet[o + row];
        sheet[o] += OVERSHOOT * (sum / count - sheet[o]);
      }
    }
}

const SWEEPS = 12;
const OVERSHOOT = 1.5;
