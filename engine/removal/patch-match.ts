import { percentile } from "#engine/filters/percentile.ts";
import { seededRandom, type Random } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { onionFill } from "#engine/removal/onion-fill.ts";
import { pyramid, REACH, SIDE, type Level } from "#engine/removal/pyramid.ts";

export interface Filled {
  /** The picture with the hole filled by votes of the patches; elsewhere unchanged. */
  readonly image: Raster;
  /** For each pixel whose patch touches the hole: the pixel its content is taken from; −1 elsewhere. */
  readonly matchOf: Int32Array;
}

export interface PatchOptions {
  readonly seed: number;
  /** 255 = never copy from here. */
  readonly avoid?: Mask;
}

/**
 * Fills `hole` from the rest of `photo` by multi-scale PatchMatch with patches of 7 × 7 (Barnes et al. 2009; votes and
 * EM of Wexler et al. 2007). Beside colour, patches are compared by texture energy, which rules out the flat grey slabs
 * that plain colour distance likes, and by row, since in a room the same row means about the same scale.
 * @param hole 255 = fill; at least one whole patch must stay known, else throws RangeError
 */
export function fillByPatches(photo: Raster, hole: Mask, { seed, avoid }: PatchOptions): Filled {
  const levels = pyramid(photo, hole, avoid);
  const random = seededRandom(seed);
  let coarser: { level: Level; matches: Int32Array } | undefined;
  for (const [n, level] of [...levels.entries()].reverse()) {
    if (!level.isSource.includes(1)) {
      if (n === 0) throw new RangeError("Nothing is left of the picture to fill the hole from");
      continue;
    }
    const matches = startMatches(level, coarser, random);
    const rowCost = (dy: number): number =>
      (ROW_WEIGHT * SIDE * SIDE * dy * dy) / (level.height * level.height);
    if (coarser === undefined) onionFill(level, TEXTURE_WEIGHT, rowCost, matches);
    refine(level, matches, coarser === undefined, rowCost, random);
    coarser = { level, matches };
  }
  if (coarser === undefined) throw new RangeError("Nothing is left of the picture to fill the hole from");
  return resultOf(photo, coarser.level, coarser.matches);
}

/** Local contrast counts this many times as much as a colour channel. */
const TEXTURE_WEIGHT = 6;
/** Cost of taking a patch from another row, in squared levels a pixel for a whole picture height; 60 000 was too strong. */
const ROW_WEIGHT = 8000;
/** Above this longer side the match is only polished: the coarse sizes have settled what goes where. */
const POLISH_FROM_PX = 640;

function startMatches(
  level: Level,
  coarser: { level: Level; matches: Int32Array } | undefined,
  random: Random,
): Int32Array {
  const { width, height, targets, isSource } = level;
  const matches = new Int32Array(targets.length);
  const anySource = sourcePicker(level, random);
  for (let t = 0; t < targets.length; t++) {
    let match = -1;
    if (coarser !== undefined) {
      const y = (targets[t] / width) | 0;
      const x = targets[t] - y * width;
      const above = coarser.level;
      const cy = Math.min(above.height - 1, y >> 1);
      const cx = Math.min(above.width - 1, x >> 1);
      const k = above.targetOf[cy * above.width + cx];
      if (k >= 0) {
        const from = coarser.matches[k];
        const sy = ((from / above.width) | 0) * 2 + (y & 1);
        const sx = (from % above.width) * 2 + (x & 1);
        if (sy < height && sx < width && isSource[sy * width + sx]) match = sy * width + sx;
      }
    }
    matches[t] = match >= 0 ? match : anySource();
  }
  return matches;
}

function sourcePicker({ isSource }: Level, random: Random): () => number {
  const sources: number[] = [];
  for (let i = 0; i < isSource.length; i++) if (isSource[i]) sources.push(i);
  return () => sources[(random() * sources.length) | 0];
}

function refine(
  level: Level,
  matches: Int32Array,
  coarsest: boolean,
  rowCost: (dy: number) => number,
  random: Random,
): void {
  const { width, height, targets } = level;
  const longSide = Math.max(width, height);
  const polish = longSide > POLISH_FROM_PX;
  const middling = longSide > POLISH_FROM_PX / 2;
  const rounds = polish ? 1 : coarsest ? 12 : middling ? 3 : 6;
  const sweeps = polish ? 1 : middling ? 2 : 4;
  const reachPx = polish ? 8 : longSide / 2;
  const costs = new Float32Array(targets.length);
  const padded = new Uint8Array((width + 2 * REACH) * (height + 2 * REACH) * 4);
  if (!coarsest) {
    costs.fill(1);
    pad(level, padded);
    spreadTexture(level, matches);
    vote(level, padded, matches, costs, 1);
  }
  const rowCosts = Float32Array.from({ length: height }, (_, dy) => rowCost(dy));
  for (let round = 0; round < rounds; round++) {
    pad(level, padded);
    measure(level, padded, matches, costs, rowCosts);
    for (let sweep = 0; sweep < sweeps; sweep++)
      improve(level, padded, matches, costs, rowCosts, sweep % 2 === 1, reachPx, random);
    // The last vote goes nearly to the best patch alone: averages of many blur.
    vote(level, padded, matches, costs, round === rounds - 1 ? 0.05 : 0.3);
    spreadTexture(level, matches);
  }
}

/** Colour and weighted texture as bytes, four a pixel, with a repeated border of a patch's reach. */
function pad({ width, height, colour, texture }: Level, out: Uint8Array): void {
  const stride = width + 2 * REACH;
  for (let y = 0; y < height + 2 * REACH; y++) {
    const row = Math.min(height - 1, Math.max(0, y - REACH)) * width;
    for (let x = 0; x < stride; x++) {
      const i = row + Math.min(width - 1, Math.max(0, x - REACH));
      const o = (y * stride + x) * 4;
      out[o] = colour[i * 3] + 0.5;
      out[o + 1] = colour[i * 3 + 1] + 0.5;
      out[o + 2] = colour[i * 3 + 2] + 0.5;
      out[o + 3] = Math.min(255, texture[i] * TEXTURE_WEIGHT);
    }
  }
}

/** Squared distance of the patches whose upper left corners lie at byte a and byte b; stops at `limit`. */
function distance(padded: Uint8Array, rowBytes: number, a: number, b: number, limit: number): number {
  let sum = 0;
  for (let j = 0; j < SIDE; j++) {
    for (let k = 0; k < SIDE * 4; k += 4) {
      const r = padded[a + k] - padded[b + k];
      const g = padded[a + k + 1] - padded[b + k + 1];
      const l = padded[a + k + 2] - padded[b + k + 2];
      const t = padded[a + k + 3] - padded[b + k + 3];
      sum += r * r + g * g + l * l + t * t;
    }
    if (sum >= limit) return sum;
    a += rowBytes;
    b += rowBytes;
  }
  return sum;
}

function measure(
  { width, targets }: Level,
  padded: Uint8Array,
  matches: Int32Array,
  costs: Float32Array,
  rowCosts: Float32Array,
): void {
  const stride = width + 2 * REACH;
  for (let t = 0; t < targets.length; t++) {
    const y = (targets[t] / width) | 0;
    const sy = (matches[t] / width) | 0;
    const a = (y * stride + targets[t] - y * width) * 4;
    const b = (sy * stride + matches[t] - sy * width) * 4;
    costs[t] = distance(padded, stride * 4, a, b, Infinity) + rowCosts[Math.abs(y - sy)];
  }
}

/** One sweep of propagation and random search over all targets. */
function improve(
  { width, height, targets, targetOf, isSource }: Level,
  padded: Uint8Array,
  matches: Int32Array,
  costs: Float32Array,
  rowCosts: Float32Array,
  backwards: boolean,
  reachPx: number,
  random: Random,
): void {
  const stride = width + 2 * REACH;
  const rowBytes = stride * 4;
  const step = backwards ? -1 : 1;
  for (let n = 0; n < targets.length; n++) {
    const t = backwards ? targets.length - 1 - n : n;
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    const a = (y * stride + x) * 4;
    let best = matches[t];
    let cost = costs[t];
    for (let side = 0; side < 2; side++) {
      const nx = side === 0 ? x - step : x;
      const ny = side === 0 ? y : y - step;
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const k = targetOf[ny * width + nx];
      if (k < 0) continue;
      const my = (matches[k] / width) | 0;
      const cx = matches[k] - my * width + (side === 0 ? step : 0);
      const cy = my + (side === 0 ? 0 : step);
      if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue;
      const candidate = cy * width + cx;
      if (candidate === best || !isSource[candidate]) continue;
      const extra = rowCosts[Math.abs(y - cy)];
      const d = distance(padded, rowBytes, a, (cy * stride + cx) * 4, cost - extra) + extra;
      if (d < cost) {
        cost = d;
        best = candidate;
      }
    }
    let by = (best / width) | 0;
    let bx = best - by * width;
    for (let r = reachPx; r >= 1; r /= 2) {
      const cx = (bx + (random() * 2 - 1) * r) | 0;
      const cy = (by + (random() * 2 - 1) * r) | 0;
      if (cx < REACH || cy < REACH || cx >= width - REACH || cy >= height - REACH) continue;
      const candidate = cy * width + cx;
      if (!isSource[candidate]) continue;
      const extra = rowCosts[Math.abs(y - cy)];
      const d = distance(padded, rowBytes, a, (cy * stride + cx) * 4, cost - extra) + extra;
      if (d < cost) {
        cost = d;
        best = candidate;
        by = cy;
        bx = cx;
      }
    }
    matches[t] = best;
    costs[t] = cost;
  }
}

/** Every patch votes for the colours under it; good matches and those near the known picture count more. */
function vote(
  { width, height, targets, hole, depth, colour }: Level,
  padded: Uint8Array,
  matches: Int32Array,
  costs: Float32Array,
  sharpness: number,
): void {
  const stride = width + 2 * REACH;
  const sigma = sharpness * Math.max(50, percentile(costs, 0.75));
  const sums = new Float32Array(width * height * 4);
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    const sy = (matches[t] / width) | 0;
    const sx = matches[t] - sy * width;
    const weight = Math.exp(-costs[t] / sigma) * 1.3 ** -Math.min(60, depth[i]) + 1e-30;
    for (let dy = Math.max(-REACH, -y); dy <= Math.min(REACH, height - 1 - y); dy++)
      for (let dx = Math.max(-REACH, -x); dx <= Math.min(REACH, width - 1 - x); dx++) {
        const p = i + dy * width + dx;
        if (!hole[p]) continue;
        const q = ((sy + dy + REACH) * stride + sx + dx + REACH) * 4;
        sums[p * 4] += padded[q] * weight;
        sums[p * 4 + 1] += padded[q + 1] * weight;
        sums[p * 4 + 2] += padded[q + 2] * weight;
        sums[p * 4 + 3] += weight;
      }
  }
  for (let p = 0; p < hole.length; p++) {
    const total = sums[p * 4 + 3];
    if (!hole[p] || total === 0) continue;
    for (let c = 0; c < 3; c++) colour[p * 3 + c] = sums[p * 4 + c] / total;
  }
}

/** Texture inside the hole: the mean of what the matches of the 3 × 3 neighbours say. */
function spreadTexture({ width, height, targets, hole, texture }: Level, matches: Int32Array): void {
  const sums = new Float32Array(width * height);
  const counts = new Uint8Array(width * height);
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++)
      for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
        const p = i + dy * width + dx;
        if (!hole[p]) continue;
        sums[p] += texture[matches[t] + dy * width + dx];
        counts[p]++;
      }
  }
  for (let p = 0; p < counts.length; p++) if (counts[p] > 0) texture[p] = sums[p] / counts[p];
}

function resultOf(photo: Raster, { hole, colour, targets }: Level, matches: Int32Array): Filled {
  const data = Uint8Array.from(photo.data);
  for (let i = 0; i < hole.length; i++)
    if (hole[i])
      for (let c = 0; c < 3; c++) data[i * 3 + c] = Math.max(0, Math.min(255, colour[i * 3 + c] + 0.5));
  const matchOf = new Int32Array(hole.length).fill(-1);
  for (let t = 0; t < targets.length; t++) matchOf[targets[t]] = matches[t];
  return { image: { data, width: photo.width, height: photo.height }, matchOf };
}
