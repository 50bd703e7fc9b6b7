import { type Plane } from "#engine/plane.ts";

/**
 * Mean over the square of side `2·radiusPx + 1` around each pixel, cut off at the border; running sums, so the
 * radius costs nothing.
 * @param radiusPx whole, ≥ 0; 0 copies
 */
export function boxMean({ data, width, height }: Plane, radiusPx: number): Plane {
  const r = Math.max(0, Math.round(radiusPx));
  const out = new Float32Array(data.length);
  const sums = new Float64Array(width);
  // The rows whose means count at one time, the one that leaves and the one that comes in among them.
  const held = Array.from({ length: Math.min(height, 2 * r + 2) }, () => new Float32Array(width));
  const nothing = new Float32Array(width);
  for (let y = 0; y < Math.min(r, height); y++) {
    const row = held[y % held.length];
    meanAlong(data, y * width, r, row);
    for (let x = 0; x < width; x++) sums[x] += row[x];
  }
  for (let y = 0; y < height; y++) {
    // Beyond the picture's ends nothing comes in or goes out.
    const entering = y + r < height ? held[(y + r) % held.length] : nothing;
    const leaving = y > r ? held[(y - r - 1) % held.length] : nothing;
    if (entering !== nothing) meanAlong(data, (y + r) * width, r, entering);
    const count = Math.min(height - 1, y + r) - Math.max(0, y - r) + 1;
    moveDown(sums, entering, leaving, count, out, y * width);
  }
  return { data: out, width, height };
}

/** Means along the row that begins at `start`. */
function meanAlong(data: Float32Array, start: number, r: number, row: Float32Array): void {
  const width = row.length;
  // Most of a row lies between the two: there as many pixels count to the left as to the right.
  const first = Math.min(width, r + 1);
  const last = Math.max(first, width - r);
  let sum = 0;
  for (let x = 0; x < Math.min(r, width); x++) sum += data[start + x];
  for (let x = 0; x < first; x++) {
    if (x + r < width) sum += data[start + x + r];
    row[x] = sum / (Math.min(width - 1, x + r) + 1);
  }
  for (let x = first, i = start + first; x < last; x++, i++) {
    sum = sum + data[i + r] - data[i - r - 1];
    row[x] = sum / (2 * r + 1);
  }
  for (let x = last; x < width; x++) {
    sum -= data[start + x - r - 1];
    row[x] = sum / (width - x + r);
  }
}

function moveDown(
  sums: Float64Array,
  entering: Float32Array,
  leaving: Float32Array,
  count: number,
  out: Float32Array,
  start: number,
): void {
  for (let x = 0, i = start; x < sums.length; x++, i++) {
    const sum = sums[x] + entering[x] - leaving[x];
    sums[x] = sum;
    out[i] = sum / count;
  }
}
