import { boxMean } from "#engine/filters/box.ts";
import { resizePlane } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Gaussian blur. Small sigmas by an exact separable kernel, sigmas of 3 px and more by three box means (Kovesi 2010),
 * which is within 3 % of the true kernel and costs the same for any sigma.
 * @param sigmaPx ≥ 0; below 0.2 the plane is returned as it is
 */
export function gaussian(plane: Plane, sigmaPx: number): Plane {
  if (sigmaPx < 0.2) return plane;
  return sigmaPx < 3 ? byKernel(plane, sigmaPx) : byBoxes(plane, sigmaPx);
}

/** A Gaussian blur of some 8 px and more, made on a smaller plane: a tenth of the time, its steepest slopes a little softer. */
export function wideBlur(plane: Plane, sigmaPx: number): Plane {
  const shrink = Math.max(1, Math.floor(sigmaPx / 3));
  const { width, height } = plane;
  const small = resizePlane(plane, Math.ceil(width / shrink), Math.ceil(height / shrink));
  return resizePlane(gaussian(small, sigmaPx / shrink), width, height);
}

/** {@link gaussian} on each channel of the encoded values. */
export function gaussianRaster(photo: Raster, sigmaPx: number): Raster {
  const { width, height } = photo;
  const data = new Uint8Array(photo.data.length);
  const channel = new Float32Array(width * height);
  for (let c = 0; c < 3; c++) {
    for (let i = 0, j = c; i < channel.length; i++, j += 3) channel[i] = photo.data[j];
    const blurred = gaussian({ data: channel, width, height }, sigmaPx).data;
    for (let i = 0, j = c; i < channel.length; i++, j += 3) data[j] = blurred[i] + 0.5;
  }
  return { data, width, height };
}

function byBoxes(plane: Plane, sigmaPx: number): Plane {
  const passes = 3;
  const ideal = Math.sqrt((12 * sigmaPx * sigmaPx) / passes + 1);
  const small = Math.floor((ideal - 1) / 2) * 2 + 1;
  const smallPasses = Math.round(
    (12 * sigmaPx * sigmaPx - passes * small * small - 4 * passes * small - 3 * passes) / (-4 * small - 4),
  );
  let out = plane;
  for (let pass = 0; pass < passes; pass++)
    out = boxMean(out, ((pass < smallPasses ? small : small + 2) - 1) / 2);
  return out;
}

function byKernel(plane: Plane, sigmaPx: number): Plane {
  const r = Math.ceil(sigmaPx * 3);
  const weights = Float32Array.from({ length: r + 1 }, (_, k) =>
    Math.exp(-(k ** 2) / (2 * sigmaPx * sigmaPx)),
  );
  const total = weights.reduce((sum, weight) => sum + 2 * weight, -1);
  const half = new Float32Array(Math.max(TOGETHER, r) + 1);
  half.set(weights.map((weight) => weight / total));
  return alongColumns(alongRows(plane, half), half);
}

/** Pixels of a row that are left out together where nothing but zeros is in reach: planes of a border are mostly empty. */
const STRETCH = 64;

/** Pairs of neighbours that are always weighed, all in one go; a smaller kernel has zeros for them. */
const TOGETHER = 4;

/**
 * Weighs each pixel with its neighbours on both sides, two at a time, as the kernel is symmetric.
 * @param half the kernel from its middle outwards, at most STRETCH weights
 */
function alongRows({ data, width, height }: Plane, half: Float32Array): Plane {
  const r = half.length - 1;
  const out = new Float32Array(data.length);
  const isFilled = filledStretches({ data, width, height });
  const stretches = Math.ceil(width / STRETCH);
  const right = Int32Array.from(half.keys());
  const left = right.map((k) => -k);
  // The row with its first and last value carried on beyond its ends.
  const line = new Float32Array(width + 2 * r);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    line.fill(data[row], 0, r);
    line.set(data.subarray(row, row + width), r);
    line.fill(data[row + width - 1], r + width);
    for (let s = 0; s < stretches; s++) {
      const n = y * stretches + s;
      const isNear = isFilled[n] | (s > 0 ? isFilled[n - 1] : 0) | (s + 1 < stretches ? isFilled[n + 1] : 0);
      if (isNear === 0) continue;
      const from = row + s * STRETCH;
      const to = Math.min(row + width, from + STRETCH);
      const at = s * STRETCH + r;
      weighNearest(line, at, left, right, half, out, from, to);
      for (let k = TOGETHER + 1; k <= r; k++) addPair(line, at - k, at + k, half[k], out, from, to);
    }
  }
  return { data: out, width, height };
}

/** As {@link alongRows}. */
function alongColumns({ data, width, height }: Plane, half: Float32Array): Plane {
  const out = new Float32Array(data.length);
  const isFilled = filledStretches({ data, width, height });
  const stretches = Math.ceil(width / STRETCH);
  const up = new Int32Array(half.length);
  const down = new Int32Array(half.length);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < half.length; k++) {
      up[k] = (Math.max(0, y - k) - y) * width;
      down[k] = (Math.min(height - 1, y + k) - y) * width;
    }
    for (let s = 0; s < stretches; s++) {
      const from = y * width + s * STRETCH;
      const to = Math.min(from + STRETCH, (y + 1) * width);
      let isNear = 0;
      for (let k = 0; k < half.length; k++) {
        const above = Math.max(0, y - k) * stretches + s;
        const below = Math.min(height - 1, y + k) * stretches + s;
        isNear |= isFilled[above] | isFilled[below];
        if (k === TOGETHER && isNear !== 0) weighNearest(data, from, up, down, half, out, from, to);
        if (k > TOGETHER && (isFilled[above] | isFilled[below]) !== 0)
          addPair(data, from + up[k], from + down[k], half[k], out, from, to);
      }
    }
  }
  return { data: out, width, height };
}

/**
 * Sets `out` from `from` to `to` to the middle of the kernel and its first pairs, weighed.
 * @param at   where the first pixel stands in `data`
 * @param back how far from a pixel the first of each pair stands, and `on` the second
 */
function weighNearest(
  data: Float32Array,
  at: number,
  back: Int32Array,
  on: Int32Array,
  half: Float32Array,
  out: Float32Array,
  from: number,
  to: number,
): void {
  const [b1, b2, b3, b4] = [back[1], back[2], back[3], back[4]];
  const [o1, o2, o3, o4] = [on[1], on[2], on[3], on[4]];
  const [w0, w1, w2, w3, w4] = [half[0], half[1], half[2], half[3], half[4]];
  for (let i = from, m = at; i < to; i++, m++) {
    // Rounded after each pair, as pairs that are added one by one are.
    let sum = Math.fround(w0 * data[m]);
    sum = Math.fround(sum + w1 * (data[m + b1] + data[m + o1]));
    sum = Math.fround(sum + w2 * (data[m + b2] + data[m + o2]));
    sum = Math.fround(sum + w3 * (data[m + b3] + data[m + o3]));
    out[i] = sum + w4 * (data[m + b4] + data[m + o4]);
  }
}

function addPair(
  data: Float32Array,
  before: number,
  after: number,
  weight: number,
  out: Float32Array,
  from: number,
  to: number,
): void {
  for (let i = from, a = before, b = after; i < to; i++, a++, b++) out[i] += weight * (data[a] + data[b]);
}

/** For each row the stretches that hold more than zeros. */
function filledStretches({ data, width, height }: Plane): Uint8Array {
  const stretches = Math.ceil(width / STRETCH);
  const isFilled = new Uint8Array(stretches * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let s = 0; s < stretches; s++) {
      const end = Math.min(i + width - s * STRETCH, i + STRETCH);
      let n = i;
      while (n < end && data[n] === 0) n++;
      if (n < end) isFilled[y * stretches + s] = 1;
      i = end;
    }
  return isFilled;
}
