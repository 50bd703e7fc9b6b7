import { gaussian, wideBlur } from "#engine/filters/gaussian.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Means of several planes around each pixel, weighted: what a surface looks like nearby, what does not belong to it left
 * out. Where nothing of weight is near, the mean of what lies farther away. Slowly varying, so found on a small grid.
 * @param weight  0–1 a pixel, of the planes' size
 * @param sigmaPx of the neighbourhood, at least 4
 * @param wanted  not 0 = asked for, of the planes' size; elsewhere the means are 0
 */
export function localMeans(
  planes: readonly Float32Array[],
  weight: Plane,
  sigmaPx: number,
  wanted?: Uint8Array,
): readonly Float32Array[] {
  const { width, height } = weight;
  const cell = Math.max(2, Math.floor(sigmaPx / 2));
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const { at, cellOf } = weighed(weight, cell, columns);
  const total = new Float32Array(columns * rows);
  for (let k = 0; k < at.length; k++) total[cellOf[k]] += weight.data[at[k]];
  const summed = (plane: Float32Array): Float32Array => {
    const sum = new Float32Array(columns * rows);
    for (let k = 0; k < at.length; k++) sum[cellOf[k]] += weight.data[at[k]] * plane[at[k]];
    return sum;
  };
  const around = (data: Float32Array): Float32Array => {
    const cells = { data, width: columns, height: rows };
    const near = gaussian(cells, sigmaPx / cell).data;
    const far = wideBlur(cells, (6 * sigmaPx) / cell).data;
    return near.map((v, k) => v + 0.02 * far[k]);
  };
  const weights = around(total);
  return planes.map((plane) => {
    const means = around(summed(plane)).map((v, k) => v / Math.max(1e-6, weights[k]));
    return enlarged({ data: means, width: columns, height: rows }, cell, width, height, wanted);
  });
}

/** The pixels that have weight, and the cell that each lies in. */
function weighed(
  { data, width, height }: Plane,
  cell: number,
  columns: number,
): { readonly at: Int32Array; readonly cellOf: Int32Array } {
  const at = new Int32Array(data.length);
  const cellOf = new Int32Array(data.length);
  const column = Int32Array.from({ length: width }, (_, x) => Math.floor(x / cell));
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue;
      at[count] = i;
      cellOf[count++] = row + column[x];
    }
  }
  return { at: at.subarray(0, count), cellOf: cellOf.subarray(0, count) };
}

/**
 * A coarse plane between whose cells' middles is blended in a straight line, one value a pixel; the last column and row
 * of cells may hang over the picture's border.
 * @param wanted not 0 = asked for, of the new size; elsewhere is 0
 */
export function enlarged(
  cells: Plane,
  cell: number,
  width: number,
  height: number,
  wanted?: Uint8Array,
): Float32Array {
  const out = new Float32Array(width * height);
  const first = Int32Array.from({ length: width }, (_, x) =>
    Math.min(cells.width - 1, Math.max(0, Math.floor((x + 0.5) / cell - 0.5))),
  );
  const share = Float32Array.from({ length: width }, (_, x) =>
    first[x] + 1 < cells.width ? Math.max(0, (x + 0.5) / cell - 0.5 - first[x]) : 0,
  );
  const row = new Float32Array(cells.width + 1);
  for (let y = 0, i = 0; y < height; y++) {
    const at = Math.min(cells.height - 1, Math.max(0, (y + 0.5) / cell - 0.5));
    const top = Math.floor(at);
    const bottom = Math.min(cells.height - 1, top + 1);
    for (let k = 0; k < cells.width; k++) {
      const above = cells.data[top * cells.width + k];
      row[k] = above + (cells.data[bottom * cells.width + k] - above) * (at - top);
    }
    for (let x = 0; x < width; x++, i++) {
      if (wanted !== undefined && wanted[i] === 0) continue;
      const left = row[first[x]];
      out[i] = left + (row[first[x] + 1] - left) * share[x];
    }
  }
  return out;
}
