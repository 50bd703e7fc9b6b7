import { type Plane } from "#engine/plane.ts";
import { ramp } from "#engine/ramp.ts";

/** Lightness (OKLab) by which a fold is darker or lighter than what is around it. */
const LEAST_FOLD = 0.005;
/** So many changes between darker and lighter side by side are folds: a corner or a picture's edge has two. */
const FEW = 4;
const MANY = 7;

/**
 * How much each place hangs in folds, 0–1: side by side, within a twelfth of the picture's width, it is lighter and
 * darker again and again, and so it is all down a stretch. A wall's grain averages out there.
 * @param lightness OKLab, smoothed
 */
export function foldsOf(lightness: Plane): Float32Array {
  const { data, width, height } = lightness;
  const around = Math.max(3, Math.round(width / 45));
  const reach = Math.round(width / 24);
  const relief = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const mean = runningMean(row, around);
    for (let x = 0; x < width; x++) relief[y * width + x] = Math.max(-DEEP, Math.min(DEEP, row[x] - mean[x]));
  }
  const upright = averagedDown(relief, width, Math.max(2, Math.round(height / 30)));
  const folds = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const changes = runningMean(changesOf(upright.subarray(y * width, (y + 1) * width)), reach);
    for (let x = 0; x < width; x++) folds[y * width + x] = ramp(changes[x] * (2 * reach + 1), FEW, MANY);
  }
  // Books stand in a row as well, but a curtain hangs down a wall.
  return averagedDown(folds, width, Math.round(height / 14)).map((share) => ramp(share, 0.2, 0.5));
}

/** Lightness beyond which a step says no more: a window's edge must not outweigh what is beside it. */
const DEEP = 0.03;

/** Each column's running mean. */
function averagedDown(data: Float32Array, width: number, reach: number): Float32Array {
  const height = data.length / width;
  const out = new Float32Array(data.length);
  const column = new Float32Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) column[y] = data[y * width + x];
    const means = runningMean(column, reach);
    for (let y = 0; y < height; y++) out[y * width + x] = means[y];
  }
  return out;
}

/** 1 where a row turns from clearly darker than around to clearly lighter, or back. */
function changesOf(row: Float32Array): Float32Array {
  const changes = new Float32Array(row.length);
  let side = 0;
  for (let x = 0; x < row.length; x++) {
    if (Math.abs(row[x]) < LEAST_FOLD || Math.sign(row[x]) === side) continue;
    side = Math.sign(row[x]);
    changes[x] = 1;
  }
  return changes;
}

/** Over `reach` to each side, fewer at the ends. */
function runningMean(values: Float32Array, reach: number): Float32Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return values.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return (sums[to] - sums[from]) / (to - from);
  });
}
