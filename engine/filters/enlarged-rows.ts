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
 * @param columns all that will be asked for; the others are never made
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
  // Three pixels of border, so that the taps of the first and the last pixel find their neighbours.
  const line = new Float32Array((photo.width + 2 * BORDER) * 3);
  const kept = Array.from({ length: 4 }, () => ({ row: -1, values: new Float32Array(width * 3) }));
  const widened = (near: number): Float32Array => {
    const row = Math.max(0, Math.min(photo.height - 1, near));
    const slot = kept[row % 4];
    if (slot.row !== row) {
      readBordered(photo, row, line);
      widen(line, across, columns, slot.values);
      slot.row = row;
    }
    return slot.values;
  };
  const out = new Float32Array(width * 3);
  return (y, { from, to } = columns) => {
    const top = down.first[y];
    const [a, b, c, d] = [widened(top), widened(top + 1), widened(top + 2), widened(top + 3)];
    const [wa, wb, wc, wd] = down.weights.subarray(y * 4, y * 4 + 4);
    for (let i = from * 3; i < to * 3; i++) out[i] = wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
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
  const share = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.max(0, Math.min(from - 1, ((x + 0.5) * from) / width - 0.5));
    left[x] = Math.floor(at);
    share[x] = at - left[x];
  }
  return (y, wanted = columns) => {
    const v = Math.max(0, Math.min(rows - 1, ((y + 0.5) * rows) / height - 0.5));
    const top = Math.floor(v) * from;
    const bottom = Math.min(rows - 1, Math.floor(v) + 1) * from;
    const f = v - Math.floor(v);
    for (let x = 0; x < from; x++) mixed[x] = data[top + x] + (data[bottom + x] - data[top + x]) * f;
    mixed[from] = mixed[from - 1];
    for (let x = wanted.from; x < wanted.to; x++) {
      const k = left[x];
      const near = mixed[k];
      out[x] = near + (mixed[k + 1] - near) * share[x];
    }
    return out;
  };
}

interface Taps {
  /** The first of four source pixels in a row that a new pixel is made of; may lie outside by up to two. */
  readonly first: Int32Array;
  /** Four a new pixel; their sum is 1. */
  readonly weights: Float32Array;
}

function smoothTaps(from: number, to: number): Taps {
  const first = new Int32Array(to);
  const weights = new Float32Array(to * 4);
  for (let x = 0; x < to; x++) {
    const at = ((x + 0.5) * from) / to - 0.5;
    const left = Math.floor(at);
    const f = at - left;
    first[x] = left - 1;
    weights[x * 4] = ((-0.5 * f + 1) * f - 0.5) * f;
    weights[x * 4 + 1] = (1.5 * f - 2.5) * f * f + 1;
    weights[x * 4 + 2] = ((-1.5 * f + 2) * f + 0.5) * f;
    weights[x * 4 + 3] = (0.5 * f - 0.5) * f * f;
  }
  return { first, weights };
}

const BORDER = 3;

function readBordered({ data, width }: Picture, row: number, line: Float32Array): void {
  const start = row * width * 3;
  line.set(data.subarray(start, start + width * 3), BORDER * 3);
  for (let k = 0; k < BORDER * 3; k++) {
    line[k] = data[start + (k % 3)];
    line[line.length - 1 - k] = data[start + width * 3 - 1 - (k % 3)];
  }
}

function widen(line: Float32Array, { first, weights }: Taps, { from, to }: Columns, out: Float32Array): void {
  for (let x = from, i = from * 3; x < to; x++, i += 3) {
    const k = x * 4;
    const at = (first[x] + BORDER) * 3;
    const [a, b, c, d] = [weights[k], weights[k + 1], weights[k + 2], weights[k + 3]];
    out[i] = a * line[at] + b * line[at + 3] + c * line[at + 6] + d * line[at + 9];
    out[i + 1] = a * line[at + 1] + b * line[at + 4] + c * line[at + 7] + d * line[at + 10];
    out[i + 2] = a * line[at + 2] + b * line[at + 5] + c * line[at + 8] + d * line[at + 11];
  }
}
