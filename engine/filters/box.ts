import { type Plane } from "#engine/plane.ts";

/**
 * Mean over the square of side `2·radiusPx + 1` around each pixel, cut off at the border; running sums, so the
 * radius costs nothing.
 * @param radiusPx whole, ≥ 0; 0 copies
 */
export function boxMean({ data, width, height }: Plane, radiusPx: number): Plane {
  const r = Math.max(0, Math.round(radiusPx));
  const rows = alongRows({ data, width, height }, r);
  const out = new Float32Array(data.length);
  const sums = new Float64Array(width);
  const nothing = new Float32Array(width);
  for (let y = 0; y < Math.min(r, height); y++)
    for (let x = 0; x < width; x++) sums[x] += rows[y * width + x];
  for (let y = 0; y < height; y++) {
    const count = Math.min(height - 1, y + r) - Math.max(0, y - r) + 1;
    // Beyond the picture's ends nothing comes in or goes out.
    const entering = y + r < height ? rows.subarray((y + r) * width, (y + r + 1) * width) : nothing;
    const leaving = y > r ? rows.subarray((y - r - 1) * width, (y - r) * width) : nothing;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const sum = sums[x] + entering[x] - leaving[x];
      sums[x] = sum;
      out[i] = sum / count;
    }
  }
  return { data: out, width, height };
}

function alongRows({ data, width, height }: Plane, r: number): Float32Array {
  const rows = new Float32Array(data.length);
  // Most of a row lies between the two: there as many pixels count to the left as to the right.
  const first = Math.min(width, r + 1);
  const last = Math.max(first, width - r);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(r, width); x++) sum += data[row + x];
    for (let x = 0; x < first; x++) {
      if (x + r < width) sum += data[row + x + r];
      rows[row + x] = sum / (Math.min(width - 1, x + r) + 1);
    }
    for (let i = row + first; i < row + last; i++) {
      sum = sum + data[i + r] - data[i - r - 1];
      rows[i] = sum / (2 * r + 1);
    }
    for (let x = last; x < width; x++) {
      sum -= data[row + x - r - 1];
      rows[row + x] = sum / (width - x + r);
    }
  }
  return rows;
}
