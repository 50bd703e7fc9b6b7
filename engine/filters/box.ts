import { type Plane } from "#engine/plane.ts";

/**
 * Mean over the square of side `2·radiusPx + 1` around each pixel, cut off at the border; running sums, so the
 * radius costs nothing.
 * @param radiusPx whole, ≥ 0; 0 copies
 */
export function boxMean({ data, width, height }: Plane, radiusPx: number): Plane {
  const r = Math.max(0, Math.round(radiusPx));
  const rows = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(r, width); x++) sum += data[row + x];
    for (let x = 0; x < width; x++) {
      if (x + r < width) sum += data[row + x + r];
      if (x - r - 1 >= 0) sum -= data[row + x - r - 1];
      rows[row + x] = sum / (Math.min(width - 1, x + r) - Math.max(0, x - r) + 1);
    }
  }
  const out = new Float32Array(data.length);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(r, height); y++)
    for (let x = 0; x < width; x++) sums[x] += rows[y * width + x];
  for (let y = 0; y < height; y++) {
    if (y + r < height) for (let x = 0, i = (y + r) * width; x < width; x++, i++) sums[x] += rows[i];
    if (y - r - 1 >= 0) for (let x = 0, i = (y - r - 1) * width; x < width; x++, i++) sums[x] -= rows[i];
    const count = Math.min(height - 1, y + r) - Math.max(0, y - r) + 1;
    for (let x = 0, i = y * width; x < width; x++, i++) out[i] = sums[x] / count;
  }
  return { data: out, width, height };
}
