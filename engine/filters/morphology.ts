import { type Mask } from "#engine/raster.ts";

/** Grows what is set (≥ 128) by a disk of `radiusPx`; the result is 0 or 255. */
export function dilate(mask: Mask, radiusPx: number): Mask {
  return within(squaredDistance(mask, true), mask, radiusPx, true);
}

/** Shrinks what is set (≥ 128) by a disk of `radiusPx`; what touches the border is not eaten from outside. */
export function erode(mask: Mask, radiusPx: number): Mask {
  return within(squaredDistance(mask, false), mask, radiusPx, false);
}

/** Drops what is thinner than the disk and keeps the rest's shape. */
export const open = (mask: Mask, radiusPx: number): Mask => dilate(erode(mask, radiusPx), radiusPx);

/** Fills gaps and holes narrower than the disk. */
export const close = (mask: Mask, radiusPx: number): Mask => erode(dilate(mask, radiusPx), radiusPx);

/**
 * Squared Euclidean distance in pixels from each pixel to the nearest one that is set (`to` true) or not set (`to`
 * false); exact, linear time (Felzenszwalb, Huttenlocher 2012). 1e12 everywhere when there is none.
 */
export function squaredDistance({ data, width, height }: Mask, to: boolean): Float32Array {
  const FAR = 1e12;
  const grid = new Float32Array(width * height);
  for (let i = 0; i < grid.length; i++) grid[i] = data[i] >= 128 === to ? 0 : FAR;
  const size = Math.max(width, height);
  const line = new Float64Array(size);
  const result = new Float64Array(size);
  const hull = new Int32Array(size);
  const bounds = new Float64Array(size + 1);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) line[y] = grid[y * width + x];
    lowerEnvelope(line, height, result, hull, bounds);
    for (let y = 0; y < height; y++) grid[y * width + x] = result[y];
  }
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) line[x] = grid[row + x];
    lowerEnvelope(line, width, result, hull, bounds);
    for (let x = 0; x < width; x++) grid[row + x] = Math.min(FAR, result[x]);
  }
  return grid;
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

function within(distance: Float32Array, { width, height }: Mask, radiusPx: number, inside: boolean): Mask {
  const limit = radiusPx * radiusPx;
  const data = new Uint8Array(distance.length);
  for (let i = 0; i < data.length; i++) data[i] = distance[i] <= limit === inside ? 255 : 0;
  return { data, width, height };
}
