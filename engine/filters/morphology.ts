import { type Mask } from "#engine/raster.ts";

/** Grows what is set (≥ 128) by a disk of `radiusPx`; the result is 0 or 255. */
export const dilate = (mask: Mask, radiusPx: number): Mask => near(mask, true, radiusPx, 255, 0);

/** Shrinks what is set (≥ 128) by a disk of `radiusPx`; what touches the border is not eaten from outside. */
export const erode = (mask: Mask, radiusPx: number): Mask => near(mask, false, radiusPx, 0, 255);

/** Drops what is thinner than the disk and keeps the rest's shape. */
export const open = (mask: Mask, radiusPx: number): Mask => dilate(erode(mask, radiusPx), radiusPx);

/** Fills gaps and holes narrower than the disk. */
export const close = (mask: Mask, radiusPx: number): Mask => erode(dilate(mask, radiusPx), radiusPx);

/**
 * Squared Euclidean distance in pixels from each pixel to the nearest one that is set (`to` true) or not set (`to`
 * false); exact, linear time (Felzenszwalb, Huttenlocher 2012). 1e12 everywhere when there is none.
 * @param limitPx what lies farther is only told to do so: its distance is one beyond the limit
 */
export function squaredDistance(
  { data, width, height }: Mask,
  to: boolean,
  limitPx = Infinity,
): Float32Array {
  const grid = new Float32Array(width * height);
  const up = distanceDownColumns({ data, width, height }, to);
  const line = new Float64Array(width);
  const result = new Float64Array(width);
  const hull = new Int32Array(width);
  const bounds = new Float64Array(width + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    // A pixel that is set is nearest to itself, and nothing beyond it is nearer than it is: each gap stands for itself.
    for (let x = 0; x < width; x++) {
      if (up[row + x] === 0) continue;
      const start = x;
      while (x < width && up[row + x] !== 0) x++;
      grid.fill(FAR, row + start, row + x);
      const end = Math.min(width, x + 1);
      for (let k = Math.max(0, start - 1); k < end;) {
        if (up[row + k] > limitPx) {
          k++;
          continue;
        }
        // Columns with one in reach, up to where the next is so far away that it tells this side nothing.
        let last = k;
        for (let j = k + 1; j < end && j - last <= 2 * limitPx; j++) if (up[row + j] <= limitPx) last = j;
        const from = Math.max(0, start - 1, Math.ceil(k - limitPx));
        k = Math.min(end, last + Math.floor(limitPx) + 1);
        for (let j = from; j < k; j++) {
          const steps = up[row + j];
          line[j - from] = steps === NONE ? FAR : steps * steps;
        }
        lowerEnvelope(line, k - from, result, hull, bounds);
        for (let j = from; j < k; j++) grid[row + j] = Math.min(FAR, result[j - from]);
      }
    }
  }
  return grid;
}

const FAR = 1e12;
const NONE = 0x7fffffff;

/** Pixels up or down each column to the nearest that is set (`to` true) or not; NONE in a column without one. */
function distanceDownColumns({ data, width, height }: Mask, to: boolean): Int32Array {
  const steps = new Int32Array(width * height);
  for (let i = 0; i < steps.length; i++) {
    const above = i < width ? NONE : steps[i - width];
    steps[i] = data[i] >= 128 === to ? 0 : above === NONE ? NONE : above + 1;
  }
  for (let i = steps.length - width - 1; i >= 0; i--) {
    const below = steps[i + width];
    if (below < steps[i]) steps[i] = below + 1;
  }
  return steps;
}

/**
 * `inside` where a pixel that is set (`to` true) or not lies within the radius, else `outside`. Exact and linear: in each
 * row, a pixel that far up or down its column reaches as far to both sides as the disk is wide there.
 */
function near(mask: Mask, to: boolean, radiusPx: number, inside: number, outside: number): Mask {
  const { width, height } = mask;
  const steps = distanceDownColumns(mask, to);
  const reach = Math.floor(radiusPx);
  const halfWidth = Int32Array.from({ length: reach + 1 }, (_, k) => Math.sqrt(radiusPx * radiusPx - k * k));
  const data = new Uint8Array(width * height);
  const opened = new Int32Array(width + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    opened.fill(0);
    for (let x = 0; x < width; x++) {
      const step = steps[row + x];
      if (step > reach) continue;
      const half = halfWidth[step];
      opened[x > half ? x - half : 0]++;
      if (x + half + 1 < width) opened[x + half + 1]--;
    }
    for (let x = 0, open = 0; x < width; x++) {
      open += opened[x];
      data[row + x] = open > 0 ? inside : outside;
    }
  }
  return { data, width, height };
}

function lowerEnvelope(
  f: Float64Array,
  n: number,
  out: Float64Array,
  hull: Int32Array,
  bounds: Float64Array,
): void {
  let top = 0;
  hull[0] = 0;
  bounds[0] = -Infinity;
  bounds[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let at = meet(f, hull[top], q);
    while (at <= bounds[top]) at = meet(f, hull[--top], q);
    hull[++top] = q;
    bounds[top] = at;
    bounds[top + 1] = Infinity;
  }
  for (let q = 0, k = 0; q < n; q++) {
    while (bounds[k + 1] < q) k++;
    out[q] = (q - hull[k]) ** 2 + f[hull[k]];
  }
}

const meet = (f: Float64Array, p: number, q: number): number =>
  (f[q] + q * q - (f[p] + p * p)) / (2 * (q - p));
