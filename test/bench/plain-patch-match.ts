import { seededRandom } from "#engine/random.ts";
import { resizeMask, resizeRaster } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

const reach = 3;

/**
 * The textbook fill, as a peer to measure against: multi-scale PatchMatch from a random start, colour distance of 7 × 7
 * patches, mean votes, nothing else (Barnes et al. 2009, section 4).
 * @param hole 255 = fill
 */
export function plainPatchMatch(photo: Raster, hole: Mask, seed: number): Raster {
  const random = seededRandom(seed);
  const sizes: { width: number; height: number }[] = [{ width: photo.width, height: photo.height }];
  for (let last = sizes[0]; last !== undefined && Math.min(last.width, last.height) > 64; last = sizes.at(-1))
    sizes.push({ width: last.width >> 1, height: last.height >> 1 });
  let field: Field | undefined;
  let filled = photo;
  for (const { width, height } of sizes.toReversed()) {
    const open = resizeMask(hole, width, height).data.map((v) => (v > 0 ? 1 : 0));
    const level = start(photo, open, width, height, field, random);
    for (let round = 0; round < 5; round++) {
      vote(level);
      search(level, round, random);
    }
    vote(level);
    field = level;
    filled = { data: Uint8Array.from(level.colour, (v) => v + 0.5), width, height };
  }
  const data = Uint8Array.from(photo.data);
  for (let i = 0; i < hole.data.length; i++)
    if ((hole.data[i] ?? 0) >= 128) for (let c = 0; c < 3; c++) data[i * 3 + c] = filled.data[i * 3 + c] ?? 0;
  return { ...photo, data };
}

interface Field {
  readonly width: number;
  readonly height: number;
  readonly colour: Float32Array;
  readonly open: Uint8Array;
  /** Pixels whose whole patch is known, and pixels whose patch touches the hole. */
  readonly sources: Int32Array;
  readonly isSource: Uint8Array;
  readonly targets: Int32Array;
  /** Source of each pixel; −1 where none is needed. */
  readonly match: Int32Array;
}

function start(
  photo: Raster,
  open: Uint8Array,
  width: number,
  height: number,
  coarser: Field | undefined,
  random: () => number,
): Field {
  const colour = Float32Array.from(resizeRaster(photo, width, height).data);
  const isSource = new Uint8Array(width * height);
  const targets: number[] = [];
  const sources: number[] = [];
  for (let y = reach; y < height - reach; y++)
    for (let x = reach; x < width - reach; x++) {
      const i = y * width + x;
      let touched = false;
      for (let dy = -reach; dy <= reach && !touched; dy++)
        for (let dx = -reach; dx <= reach; dx++) if (open[i + dy * width + dx] === 1) touched = true;
      if (touched) targets.push(i);
      else {
        isSource[i] = 1;
        sources.push(i);
      }
    }
  const match = new Int32Array(width * height).fill(-1);
  const any = (): number => sources[Math.floor(random() * sources.length)] ?? 0;
  for (const i of targets) {
    const x = i % width;
    const y = Math.floor(i / width);
    let from = -1;
    if (coarser !== undefined) {
      const above = coarser.match[(y >> 1) * coarser.width + (x >> 1)] ?? -1;
      const sx = (above % coarser.width) * 2 + (x & 1);
      const sy = Math.floor(above / coarser.width) * 2 + (y & 1);
      if (above >= 0 && sx < width && sy < height && isSource[sy * width + sx] === 1) from = sy * width + sx;
    }
    match[i] = from >= 0 ? from : any();
  }
  return {
    width,
    height,
    colour,
    open,
    sources: Int32Array.from(sources),
    isSource,
    targets: Int32Array.from(targets),
    match,
  };
}

function distance({ colour, width }: Field, a: number, b: number, limit: number): number {
  let sum = 0;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let k = (dy * width - reach) * 3; k < (dy * width + reach + 1) * 3; k++) {
      const d = (colour[a * 3 + k] ?? 0) - (colour[b * 3 + k] ?? 0);
      sum += d * d;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}

function search(field: Field, round: number, random: () => number): void {
  const { width, height, targets, match, isSource } = field;
  const back = round % 2 === 1;
  const step = back ? 1 : -1;
  for (let n = 0; n < targets.length; n++) {
    const i = targets[back ? targets.length - 1 - n : n] ?? 0;
    let best = match[i] ?? 0;
    let cost = distance(field, i, best, Infinity);
    const consider = (s: number): void => {
      if (s < 0 || s >= width * height || isSource[s] !== 1) return;
      const d = distance(field, i, s, cost);
      if (d < cost) {
        cost = d;
        best = s;
      }
    };
    for (const neighbour of [step, step * width]) {
      const m = match[i + neighbour] ?? -1;
      if (m >= 0) consider(m - neighbour);
    }
    for (let r = Math.max(width, height) / 2; r >= 1; r /= 2) {
      const x = Math.round((best % width) + (random() * 2 - 1) * r);
      const y = Math.round(Math.floor(best / width) + (random() * 2 - 1) * r);
      if (x >= 0 && y >= 0 && x < width && y < height) consider(y * width + x);
    }
    match[i] = best;
  }
}

function vote({ width, colour, open, targets, match }: Field): void {
  const sums = new Float32Array(colour.length);
  const counts = new Uint16Array(open.length);
  for (const i of targets) {
    const s = match[i] ?? 0;
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const p = i + dy * width + dx;
        if (open[p] !== 1) continue;
        const q = s + dy * width + dx;
        counts[p] = (counts[p] ?? 0) + 1;
        for (let c = 0; c < 3; c++) sums[p * 3 + c] = (sums[p * 3 + c] ?? 0) + (colour[q * 3 + c] ?? 0);
      }
  }
  for (let p = 0; p < counts.length; p++) {
    const count = counts[p] ?? 0;
    if (count > 0) for (let c = 0; c < 3; c++) colour[p * 3 + c] = (sums[p * 3 + c] ?? 0) / count;
  }
}
