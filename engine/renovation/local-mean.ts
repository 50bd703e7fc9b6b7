import { gaussian, wideBlur } from "#engine/filters/gaussian.ts";
import { resizePlane } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Means of several planes around each pixel, weighted: what a surface looks like nearby, what does not belong to it left
 * out. Where nothing of weight is near, the mean of what lies farther away. Slowly varying, so found on a small grid.
 * @param weight  0–1 a pixel, of the planes' size
 * @param sigmaPx of the neighbourhood, at least 4
 */
export function localMeans(
  planes: readonly Float32Array[],
  weight: Plane,
  sigmaPx: number,
): readonly Float32Array[] {
  const { width, height } = weight;
  const cell = Math.max(2, Math.floor(sigmaPx / 2));
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const sums = [...planes, undefined].map(() => new Float32Array(columns * rows));
  const total = sums[planes.length];
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++, i++) {
      const w = weight.data[i];
      if (w === 0) continue;
      const at = row + Math.floor(x / cell);
      total[at] += w;
      for (let n = 0; n < planes.length; n++) sums[n][at] += w * planes[n][i];
    }
  }
  const around = (data: Float32Array): Float32Array => {
    const cells = { data, width: columns, height: rows };
    const near = gaussian(cells, sigmaPx / cell).data;
    const far = wideBlur(cells, (6 * sigmaPx) / cell).data;
    return near.map((v, k) => v + 0.02 * far[k]);
  };
  const weights = around(total);
  return planes.map((_, n) => {
    const means = around(sums[n]).map((v, k) => v / Math.max(1e-6, weights[k]));
    return enlarged({ data: means, width: columns, height: rows }, cell, width, height);
  });
}

/** Cells as pixels; the last column and row of cells may hang over the picture's border. */
function enlarged(cells: Plane, cell: number, width: number, height: number): Float32Array {
  const large = resizePlane(cells, cells.width * cell, cells.height * cell);
  if (large.width === width && large.height === height) return large.data;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    out.set(large.data.subarray(y * large.width, y * large.width + width), y * width);
  return out;
}
