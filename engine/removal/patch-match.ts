import { seededRandom, type Random } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Guidance, type Guide, guidanceAt } from "#engine/removal/guidance.ts";
import { onionFill } from "#engine/removal/onion-fill.ts";
import { pyramid, REACH, SIDE, sourcesOf, type Level } from "#engine/removal/pyramid.ts";
import { mapShifts } from "#engine/removal/shift-map.ts";
import { voteColours, voteTexture } from "#engine/removal/votes.ts";

export interface Filled {
  /** The picture with the hole filled by votes of the patches; elsewhere unchanged. */
  readonly image: Raster;
  /** For each pixel whose patch touches the hole: the pixel its content is taken from; −1 elsewhere. */
  readonly matchOf: Int32Array;
}

export interface PatchOptions {
  readonly seed: number;
  /** What is expected behind the hole; without it only the patches' own likeness decides. */
  readonly guide?: Guide;
  /** Known, but not to be copied from: ≥ 128, of the photo's size. */
  readonly unusable?: Mask;
}

/**
 * Fills `hole` from the rest of `photo` by multi-scale PatchMatch with patches of 7 × 7 (Barnes et al. 2009; votes and
 * EM of Wexler et al. 2007). Beside colour, patches are compared by texture energy, which rules out the flat grey slabs
 * that plain colour distance likes, and by what the guidance adds (guidance.ts). At a middle size the hole as a whole
 * settles what goes where (shift-map.ts).
 * @param hole 255 = fill; at least one whole patch must stay known, else throws RangeError
 */
export function fillByPatches(photo: Raster, hole: Mask, { seed, guide, unusable }: PatchOptions): Filled {
  const levels = pyramid(photo, hole, unusable);
  const random = seededRandom(seed);
  const settling = levels.find(({ width, height }) => Math.max(width, height) <= SETTLED_PX) ?? levels.at(-1);
  let coarser: { level: Level; matches: Int32Array } | undefined;
  let stage: Stage = "first";
  for (const level of levels.toReversed()) {
    if (!level.isSource.includes(1)) continue;
    const matches = startMatches(level, coarser, random);
    const guidance = guidanceAt(level, guide);
    if (coarser === undefined) onionFill(level, TEXTURE_WEIGHT, guidance, matches);
    for (const match of matches) guidance.moved(-1, match);
    refine(level, matches, stage, guidance, random);
    if (level === settling) settle(level, matches, guide);
    stage = stage === "polish" || level === settling ? "polish" : "middle";
    coarser = { level, matches };
  }
  if (coarser?.level !== levels[0])
    throw new RangeError("Nothing is left of the picture to fill the hole from");
  return resultOf(photo, coarser.level, coarser.matches);
}

/** Before, between and after the size at which the hole as a whole settles what goes where. */
type Stage = "first" | "middle" | "polish";

/** Local contrast counts this many times as much as a colour channel. */
const TEXTURE_WEIGHT = 6;
/** Longer side of the size at which it settles; above, the match is only polished. */
const SETTLED_PX = 330;

/** What the patches found one by one is made one whole; the votes follow. */
function settle(level: Level, matches: Int32Array, guide: Guide | undefined): void {
  mapShifts(level, guidanceAt(level, guide), matches);
  const padded = paddedOf(level);
  voteTexture(level, matches);
  voteColours(level, padded, matches, new Float32Array(matches.length).fill(1), 1);
}

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

function sourcePicker(level: Level, random: Random): () => number {
  // Listed when first asked for: finer sizes hardly ever ask.
  let sources: readonly number[] | undefined;
  return () => {
    sources ??= sourcesOf(level);
    return sources[(random() * sources.length) | 0];
  };
}

function refine(level: Level, matches: Int32Array, stage: Stage, guidance: Guidance, random: Random): void {
  const { width, height, targets } = level;
  const { rounds, sweeps } = EFFORTS[stage];
  const reachPx = stage === "polish" ? POLISH_REACH_PX : Math.max(width, height) / 2;
  const costs = new Float32Array(targets.length);
  const padded = paddedOf(level);
  if (stage !== "first") {
    costs.fill(1);
    voteTexture(level, matches);
    voteColours(level, padded, matches, costs, 1);
  }
  for (let round = 0; round < rounds; round++) {
    pad(level, padded);
    measure(level, padded, matches, costs, guidance);
    for (let sweep = 0; sweep < sweeps; sweep++)
      improve(level, padded, matches, costs, guidance, sweep % 2 === 1, reachPx, random);
    // The last vote goes nearly to the best patch alone: averages of many blur.
    voteColours(level, padded, matches, costs, round === rounds - 1 ? 0.05 : 0.3);
    voteTexture(level, matches);
  }
}

/** Rounds of votes, and sweeps of search in each. */
const EFFORTS: { readonly [S in Stage]: { readonly rounds: number; readonly sweeps: number } } = {
  first: { rounds: 12, sweeps: 4 },
  middle: { rounds: 6, sweeps: 4 },
  polish: { rounds: 1, sweeps: 1 },
};
const POLISH_REACH_PX = 8;

function paddedOf(level: Level): Uint8Array {
  const padded = new Uint8Array((level.width + 2 * REACH) * (level.height + 2 * REACH) * 4);
  pad(level, padded);
  return padded;
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
  guidance: Guidance,
): void {
  const stride = width + 2 * REACH;
  for (let t = 0; t < targets.length; t++) {
    const y = (targets[t] / width) | 0;
    const sy = (matches[t] / width) | 0;
    const a = (y * stride + targets[t] - y * width) * 4;
    const b = (sy * stride + matches[t] - sy * width) * 4;
    costs[t] = distance(padded, stride * 4, a, b, Infinity) + guidance.cost(t, matches[t]);
  }
}

/** One sweep of propagation, random search and the guidance's own suggestion over all targets. */
function improve(
  { width, height, targets, targetOf, isSource }: Level,
  padded: Uint8Array,
  matches: Int32Array,
  costs: Float32Array,
  guidance: Guidance,
  backwards: boolean,
  reachPx: number,
  random: Random,
): void {
  const stride = width + 2 * REACH;
  const rowBytes = stride * 4;
  const step = backwards ? -1 : 1;
  let t = 0;
  let a = 0;
  let best = 0;
  let cost = 0;
  const consider = (cx: number, cy: number): void => {
    if (cx < REACH || cy < REACH || cx >= width - REACH || cy >= height - REACH) return;
    const candidate = cy * width + cx;
    if (candidate === best || !isSource[candidate]) return;
    const extra = guidance.cost(t, candidate);
    if (extra >= cost) return;
    const d = distance(padded, rowBytes, a, (cy * stride + cx) * 4, cost - extra) + extra;
    if (d < cost) {
      cost = d;
      best = candidate;
    }
  };
  for (let n = 0; n < targets.length; n++) {
    t = backwards ? targets.length - 1 - n : n;
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    a = (y * stride + x) * 4;
    best = matches[t];
    cost = costs[t];
    if (x - step >= 0 && x - step < width) {
      const k = targetOf[i - step];
      if (k >= 0) consider((matches[k] % width) + step, (matches[k] / width) | 0);
    }
    if (y - step >= 0 && y - step < height) {
      const k = targetOf[i - step * width];
      if (k >= 0) consider(matches[k] % width, ((matches[k] / width) | 0) + step);
    }
    const suggested = guidance.suggest(t, random());
    if (suggested >= 0) consider(suggested % width, (suggested / width) | 0);
    for (let r = reachPx; r >= 1; r /= 2) {
      const by = (best / width) | 0;
      consider((best - by * width + (random() * 2 - 1) * r) | 0, (by + (random() * 2 - 1) * r) | 0);
    }
    if (best !== matches[t]) guidance.moved(matches[t], best);
    matches[t] = best;
    costs[t] = cost;
  }
}

function resultOf(photo: Raster, { hole, colour, targets }: Level, matches: Int32Array): Filled {
  const data = photo.data.slice();
  for (let i = 0; i < hole.length; i++)
    if (hole[i])
      for (let c = 0; c < 3; c++) data[i * 3 + c] = Math.max(0, Math.min(255, colour[i * 3 + c] + 0.5));
  const matchOf = new Int32Array(hole.length).fill(-1);
  for (let t = 0; t < targets.length; t++) matchOf[targets[t]] = matches[t];
  return { image: { data, width: photo.width, height: photo.height }, matchOf };
}
