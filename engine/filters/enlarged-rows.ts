import { type Plane } from "#engine/plane.ts";

/** Columns of an enlarged picture, `from` to before `to`: who needs no others has no others made. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** A raster, or what was reckoned from one: three values a pixel, row-major. */
export interface Picture {
  readonly data: Uint8Array | Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Rows of a picture enlarged (or kept) to width × height by Catmull-Rom, made when asked for: reading rows in order costs
 * a few rows of memory instead of a picture of floats. Bytes come as real numbers and may overshoot 0–255 a little.
 * @param columns what is wanted of a row whose asker does not say
 * @returns a function of the row's number and the columns wanted of it (the others then hold anything); the array it
 *   gives is used again by the next call
 */
export function smoothRows(
  photo: Picture,
  width: number,
  height: number,
  columns: Columns = { from: 0, to: width },
): (y: number, wanted?: Columns) => Float32Array {
  const across = smoothTaps(photo.width, width);
  const down = smoothTaps(photo.height, height);
  const bordered = (photo.width + 2 * BORDER) * 3;
  const kept = Array.from({ length: 4 }, () => ({ row: -1, values: new Float32Array(bordered) }));
  const source = (near: number): Float32Array => {
    const row = Math.max(0, Math.min(photo.height - 1, near));
    const slot = kept[row % 4];
    if (slot.row !== row) readBordered(photo, row, slot.values);
    slot.row = row;
    return slot.values;
  };
  const mixed = new Float32Array(bordered);
  const out = new Float32Array(width * 3);
  return (y, wanted = columns) => {
    if (wanted.to <= wanted.from) return out;
    const top = down.first[y];
    // Downwards first: there are fewer columns to mix before they are widened.
    const from = (across.first[wanted.from] + BORDER) * 3;
    const to = (across.first[wanted.to - 1] + BORDER + 4) * 3;
    mix([source(top), source(top + 1), source(top + 2), source(top + 3)], down.share[y], from, to, mixed);
    widen(mixed, across, wanted, out);
    return out;
  };
}

/** Rows of a plane enlarged linearly to width × height, made when asked for, as {@link smoothRows}. */
export function linearRows(
  source: Plane,
  width: number,
  height: number,
  columns: Columns = { from: 0, to: width },
): (y: number, wanted?: Columns) => Float32Array {
  const { data, width: from, height: rows } = source;
  const out = new Float32Array(width);
  // One value more than there are pixels: the right neighbour of the last one.
  const mixed = new Float32Array(from + 1);
  const left = new Int32Array(width);
  const end = new Int32Array(from);
  const share = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.max(0, Math.min(from - 1, ((x + 0.5) * from) / width - 0.5));
    left[x] = Math.floor(at);
    share[x] = at - left[x];
    end[left[x]] = x + 1;
  }
  return (y, wanted = columns) => {
    const v = Math.max(0, Math.min(rows - 1, ((y + 0.5) * rows) / height - 0.5));
    const top = Math.floor(v) * from;
    const bottom = Math.min(rows - 1, Math.floor(v) + 1) * from;
    const f = v - Math.floor(v);
    between(data.subarray(top, top + from), data.subarray(bottom, bottom + from), f, mixed);
    mixed[from] = mixed[from - 1];
    stretch(mixed, { left, end, share }, wanted, out);
    return out;
  };
}

function between(above: Float32Array, below: Float32Array, share: number, out: Float32Array): void {
  for (let x = 0; x < above.length; x++) out[x] = above[x] + (below[x] - above[x]) * share;
}

interface Stretched {
  /** The old pixel to the left of each new one. */
  readonly left: Int32Array;
  /** For each old pixel, the new one after the last that it is to the left of. */
  readonly end: Int32Array;
  /** How far on the way to the next old pixel each new one lies, 0–1. */
  readonly share: Float32Array;
}

/** Most planes are level over long stretches, and there nothing is reckoned. */
function stretch(
  values: Float32Array,
  { left, end, share }: Stretched,
  { from, to }: Columns,
  out: Float32Array,
): void {
  for (let x = from, k = left[from]; x < to; k++) {
    const near = values[k];
    const step = values[k + 1] - near;
    if (step === 0) {
      while (k + 1 < end.length && values[k + 1] === values[k + 2]) k++;
      const last = Math.min(to, end[k]);
      out.fill(near, x, last);
      x = last;
    } else for (const last = Math.min(to, end[k]); x < last; x++) out[x] = near + step * share[x];
  }
}

interface Taps {
  /** The first of four source pixels in a row that a new pixel is made of; may lie outside by up to two. */
  readonly first: Int32Array;
  /** How far on the way from the second to the third of them it lies, 0–1. */
  readonly share: Float32Array;
}

function smoothTaps(from: number, to: number): Taps {
  const first = new Int32Array(to);
  const share = new Float32Array(to);
  for (let x = 0; x < to; x++) {
    const at = ((x + 0.5) * from) / to - 0.5;
    const left = Math.floor(at);
    first[x] = left - 1;
    share[x] = at - left;
  }
  return { first, share };
}

/** Three pixels on each side, so that the taps of the first and the last pixel find their neighbours. */
const BORDER = 3;

function readBordered({ data, width }: Picture, row: number, line: Float32Array): void {
  const start = row * width * 3;
  line.set(data.subarray(start, start + width * 3), BORDER * 3);
  for (let k = 0; k < BORDER * 3; k++) {
    line[k] = data[start + (k % 3)];
    line[line.length - 1 - k] = data[start + width * 3 - 1 - (k % 3)];
  }
}

/** Four rows as one, that lies `f` on the way from the second to the third. */
function mix(
  [a, b, c, d]: readonly Float32Array[],
  f: number,
  from: number,
  to: number,
  out: Float32Array,
): void {
  const wa = ((-0.5 * f + 1) * f - 0.5) * f;
  const wb = (1.5 * f - 2.5) * f * f + 1;
  const wc = ((-1.5 * f + 2) * f + 0.5) * f;
  const wd = (0.5 * f - 0.5) * f * f;
  for (let i = from; i < to; i++) out[i] = wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
}

/** New pixels between the same two old ones lie on one cubic a channel. */
function widen(line: Float32Array, { first, share }: Taps, { from, to }: Columns, out: Float32Array): void {
  for (let x = from; x < to;) {
    const left = first[x];
    const at = (left + BORDER) * 3;
    const r = line[at + 3];
    const g = line[at + 4];
    const b = line[at + 5];
    const r1 = 0.5 * (line[at + 6] - line[at]);
    const g1 = 0.5 * (line[at + 7] - line[at + 1]);
    const b1 = 0.5 * (line[at + 8] - line[at + 2]);
    const r3 = 1.5 * (r - line[at + 6]) + 0.5 * (line[at + 9] - line[at]);
    const g3 = 1.5 * (g - line[at + 7]) + 0.5 * (line[at + 10] - line[at + 1]);
    const b3 = 1.5 * (b - line[at + 8]) + 0.5 * (line[at + 11] - line[at + 2]);
    const r2 = line[at + 6] - r - r1 - r3;
    const g2 = line[at + 7] - g - g1 - g3;
    const b2 = line[at + 8] - b - b1 - b3;
    for (; x < to && first[x] === left; x++) {
      const f = share[x];
      const i = x * 3;
      out[i] = r + f * (r1 + f * (r2 + f * r3));
      out[i + 1] = g + f * (g1 + f * (g2 + f * g3));
      out[i + 2] = b + f * (b1 + f * (b2 + f * b3));
    }
  }
}
