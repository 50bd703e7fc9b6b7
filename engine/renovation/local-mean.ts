import { gaussian, wideBlur } from "#engine/filters/gaussian.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Means of several planes around each pixel, weighted: what a surface looks like nearby, what does not belong to it left
 * out. Where nothing of weight is near, the mean of what lies farther away. Slowly varying, so found on a small grid.
 * @param weight  0–1 a pixel, of the planes' size
 * @param sigmaPx of the neighbourhood, at least 4
 * @param at      the pixels asked for; all unless given
 * @returns for each plane one value a pixel asked for, in their order
 */
export function localMeans(
  planes: readonly Float32Array[],
  weight: Plane,
  sigmaPx: number,
  at?: Int32Array,
): readonly Float32Array[] {
  const { width, height } = weight;
  const cell = Math.max(4, Math.floor(sigmaPx / 2));
  const size = { width: Math.ceil(width / cell), height: Math.ceil(height / cell) };
  const around = (data: Float32Array): Float32Array => {
    const near = gaussian({ data, ...size }, sigmaPx / cell).data;
    const far = wideBlur({ data, ...size }, (6 * sigmaPx) / cell).data;
    for (let k = 0; k < near.length; k++) near[k] += 0.02 * far[k];
    return near;
  };
  const ones = new Float32Array(width * height).fill(1);
  const weights = around(summed(weight, ones, cell));
  return planes.map((plane) => {
    const means = around(summed(weight, plane, cell));
    for (let k = 0; k < means.length; k++) means[k] /= Math.max(1e-6, weights[k]);
    const cells = { data: means, ...size };
    return at === undefined ? enlarged(cells, cell, width, height) : pickedFrom(cells, cell, width, at);
  });
}

function enlarged(cells: Plane, cell: number, width: number, height: number): Float32Array {
  const rowOf = cellRows(cells, cell, width);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) out.set(rowOf(y), y * width);
  return out;
}

/** As {@link enlarged}, of a few pixels only. */
function pickedFrom(
  { data, width, height }: Plane,
  cell: number,
  across: number,
  at: Int32Array,
): Float32Array {
  const out = new Float32Array(at.length);
  for (let n = 0; n < at.length; n++) {
    const y = Math.floor(at[n] / across);
    const u = Math.max(0, Math.min(width - 1, (at[n] - y * across + 0.5) / cell - 0.5));
    const v = Math.max(0, Math.min(height - 1, (y + 0.5) / cell - 0.5));
    const k = Math.floor(u);
    const right = k + 1 < width ? 1 : 0;
    const above = Math.floor(v) * width + k;
    const below = Math.min(height - 1, Math.floor(v) + 1) * width + k;
    const down = v - Math.floor(v);
    const first = data[above] + (data[below] - data[above]) * down;
    const second = data[above + right] + (data[below + right] - data[above + right]) * down;
    out[n] = first + (second - first) * (u - k);
  }
  return out;
}

/** The weighed values that lie in each cell, added up. */
function summed(weight: Plane, values: Float32Array, cell: number): Float32Array {
  const { data, width, height } = weight;
  const columns = Math.ceil(width / cell);
  const sums = new Float32Array(columns * Math.ceil(height / cell));
  for (let y = 0; y < height; y++)
    addRow(data, values, y * width, (y + 1) * width, cell, sums, Math.floor(y / cell) * columns);
  return sums;
}

function addRow(
  weight: Float32Array,
  values: Float32Array,
  from: number,
  to: number,
  cell: number,
  sums: Float32Array,
  first: number,
): void {
  for (let i = from, k = first; i < to; k++) {
    let sum = 0;
    for (const end = Math.min(to, i + cell); i < end; i++) sum += weight[i] * values[i];
    sums[k] += sum;
  }
}

/**
 * Rows of a coarse plane between whose cells' middles is blended in a straight line, one value a pixel, made when asked
 * for; the last column and row of cells may hang over the picture's border.
 * @returns a function of the row's number; the array it gives is used again by the next call
 */
export function cellRows(cells: Plane, cell: number, width: number): (y: number) => Float32Array {
  const out = new Float32Array(width);
  const row = new Float32Array(cells.width);
  return (y) => {
    const at = Math.min(cells.height - 1, Math.max(0, (y + 0.5) / cell - 0.5));
    const top = Math.floor(at) * cells.width;
    const bottom = Math.min(cells.height - 1, Math.floor(at) + 1) * cells.width;
    for (let k = 0; k < row.length; k++) {
      const above = cells.data[top + k];
      row[k] = above + (cells.data[bottom + k] - above) * (at - Math.floor(at));
    }
    blendCells(row, cell, out);
    return out;
  };
}

function blendCells(row: Float32Array, cell: number, out: Float32Array): void {
  // Up to the first cell's middle there is nothing to blend it with, nor from the last one's on.
  const first = Math.min(out.length, Math.ceil(0.5 * cell - 0.5));
  out.fill(row[0], 0, first);
  for (let x = first, k = 0; x < out.length; k++) {
    const step = k + 1 < row.length ? row[k + 1] - row[k] : 0;
    const end = Math.min(out.length, Math.ceil((k + 1.5) * cell - 0.5));
    for (; x < end; x++) out[x] = row[k] + step * ((x + 0.5) / cell - 0.5 - k);
  }
}
