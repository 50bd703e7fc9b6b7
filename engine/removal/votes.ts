import { percentile } from "#engine/filters/percentile.ts";
import { type Level, REACH } from "#engine/removal/pyramid.ts";

/**
 * Every patch votes for the colours under it; good matches and those near the known picture count more.
 * @param padded as patch-match.ts lays it out: bytes, four a pixel, with a border of REACH
 * @param sharpness share of the typical cost at which a vote falls to 1/e; small = the best patch alone
 */
export function voteColours(
  { width, height, targets, hole, depth, colour }: Level,
  padded: Uint8Array,
  matches: Int32Array,
  costs: Float32Array,
  sharpness: number,
): void {
  const stride = width + 2 * REACH;
  const sigma = sharpness * Math.max(50, percentile(costs, 0.75));
  const sums = new Float32Array(width * height * 4);
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    const sy = (matches[t] / width) | 0;
    const sx = matches[t] - sy * width;
    const weight = Math.exp(-Math.min(40, costs[t] / sigma)) * 1.3 ** -Math.min(60, depth[i]) + 1e-30;
    const right = Math.min(REACH, width - 1 - x);
    const below = Math.min(REACH, height - 1 - y);
    for (let dy = Math.max(-REACH, -y); dy <= below; dy++)
      for (let dx = Math.max(-REACH, -x); dx <= right; dx++) {
        const p = i + dy * width + dx;
        if (!hole[p]) continue;
        const q = ((sy + dy + REACH) * stride + sx + dx + REACH) * 4;
        sums[p * 4] += padded[q] * weight;
        sums[p * 4 + 1] += padded[q + 1] * weight;
        sums[p * 4 + 2] += padded[q + 2] * weight;
        sums[p * 4 + 3] += weight;
      }
  }
  for (let p = 0; p < hole.length; p++) {
    const total = sums[p * 4 + 3];
    if (!hole[p] || total === 0) continue;
    for (let c = 0; c < 3; c++) colour[p * 3 + c] = sums[p * 4 + c] / total;
  }
}

/** Texture inside the hole: the mean of what the matches of the 3 × 3 neighbours say. */
export function voteTexture({ width, height, targets, hole, texture }: Level, matches: Int32Array): void {
  const sums = new Float32Array(width * height);
  const counts = new Uint8Array(width * height);
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++)
      for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
        const p = i + dy * width + dx;
        if (!hole[p]) continue;
        sums[p] += texture[matches[t] + dy * width + dx];
        counts[p]++;
      }
  }
  for (let p = 0; p < counts.length; p++) if (counts[p] > 0) texture[p] = sums[p] / counts[p];
}
