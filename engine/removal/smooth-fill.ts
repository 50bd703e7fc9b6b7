import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Layer } from "#engine/removal/lay-patches.ts";

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
  const sheet = Float32Array.from(photo.data);
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
  const out = Float32Array.from(data);
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

/** Full-size pixels at which a whole block and what it is compared with are known, and no line crosses it. */
function grainSpots(
  full: Raster,
  open: Mask,
  width: number,
  height: number,
  ring: readonly number[],
): number[] {
  const spots: { at: number; rough: number }[] = [];
  const step = Math.max(1, Math.floor(ring.length / MOST_SPOTS));
  for (let n = 0; n < ring.length; n += step) {
    const i = ring[n];
    const x = Math.round(((i % width) * full.width) / width);
    const y = Math.round((((i / width) | 0) * full.height) / height);
    const low = -GRAIN_REACH;
    const high = BLOCK + GRAIN_REACH;
    if (x + low < 0 || y + low < 0 || x + high >= full.width || y + high >= full.height) continue;
    const corners = [low, high].flatMap((v) => [low, high].map((u) => (y + v) * full.width + x + u));
    if (corners.every((j) => open.data[j] < 128))
      spots.push({ at: y * full.width + x, rough: rangeOf(full, x, y) });
  }
  const usual = percentile(
    spots.map(({ rough }) => rough),
    0.4,
  );
  return spots.filter(({ rough }) => rough <= 1.25 * usual).map(({ at }) => at);
}

const MOST_SPOTS = 800;

/** Difference of the lightest and the darkest pixel of a block, levels. */
function rangeOf({ data, width }: Raster, x: number, y: number): number {
  let low = 255;
  let high = 0;
  for (let v = y; v < y + BLOCK; v++)
    for (let u = x; u < x + BLOCK; u++) {
      const level = data[(v * width + u) * 3 + 1];
      low = Math.min(low, level);
      high = Math.max(high, level);
    }
  return high - low;
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
  const unknown: number[] = [];
  for (let i = 0; i < open.length; i++) if (open[i] === 1) unknown.push(i);
  for (let sweep = 0; sweep < 24; sweep++)
    for (let n = 0; n < unknown.length; n++) {
      const i = unknown[sweep % 2 === 0 ? n : unknown.length - 1 - n];
      const x = i % width;
      const left = x > 0 && open[i - 1] !== 2;
      const right = x < width - 1 && open[i + 1] !== 2;
      const above = i >= width && open[i - width] !== 2;
      const below = i + width < open.length && open[i + width] !== 2;
      const count = +left + +right + +above + +below;
      if (count === 0) continue;
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
