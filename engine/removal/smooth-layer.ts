import { percentile } from "#engine/filters/percentile.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Layer } from "#engine/removal/lay-patches.ts";

/**
 * The smooth sheet at full size with the photo's own grain: what known pixels near the hole differ from their
 * neighbourhood's mean, laid in small blocks taken from here and there.
 * @param full    the full-size crop
 * @param open    its hole, ≥ 128
 * @param sheet   from smoothFill, `width` × `height`
 * @param ring    known pixels of the sheet's size to take grain from
 */
export function smoothLayer(
  full: Raster,
  open: Mask,
  sheet: Float32Array,
  width: number,
  height: number,
  ring: readonly number[],
  seed: number,
): Layer {
  const sx = width / full.width;
  const sy = height / full.height;
  const spots = grainSpots(full, open, width, height, ring);
  const blocks: Float32Array[] = [];
  return (x, y, out) => {
    readLinear(sheet, width, height, (x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5, out);
    if (spots.length === 0) return;
    const spot = (hash2((x / BLOCK) | 0, (y / BLOCK) | 0, seed) * spots.length) | 0;
    const block = (blocks[spot] ??= grainOf(full, spots[spot]));
    const k = ((y % BLOCK) * BLOCK + (x % BLOCK)) * 3;
    for (let c = 0; c < 3; c++) out[c] += block[k + c];
  };
}

const BLOCK = 12;
const GRAIN_REACH = 3;
const MOST_GRAIN = 12;

/** Full-size pixels at which a whole block and what it is compared with are known, and no line crosses it. */
function grainSpots(
  full: Raster,
  open: Mask,
  width: number,
  height: number,
  ring: readonly number[],
): number[] {
  const spots: { at: number; rough: number }[] = [];
  const step = Math.max(1, Math.floor(ring.length / MOST_SPOTS));
  for (let n = 0; n < ring.length; n += step) {
    const i = ring[n];
    const x = Math.round(((i % width) * full.width) / width);
    const y = Math.round((((i / width) | 0) * full.height) / height);
    const low = -GRAIN_REACH;
    const high = BLOCK + GRAIN_REACH;
    if (x + low < 0 || y + low < 0 || x + high >= full.width || y + high >= full.height) continue;
    const corners = [low, high].flatMap((v) => [low, high].map((u) => (y + v) * full.width + x + u));
    if (corners.every((j) => open.data[j] < 128))
      spots.push({ at: y * full.width + x, rough: rangeOf(full, x, y) });
  }
  const usual = percentile(
    spots.map(({ rough }) => rough),
    0.4,
  );
  return spots.filter(({ rough }) => rough <= 1.25 * usual).map(({ at }) => at);
}

const MOST_SPOTS = 800;

/** Difference of the lightest and the darkest pixel of a block, levels. */
function rangeOf({ data, width }: Raster, x: number, y: number): number {
  let low = 255;
  let high = 0;
  for (let v = y; v < y + BLOCK; v++)
    for (let u = x; u < x + BLOCK; u++) {
      const level = data[(v * width + u) * 3 + 1];
      low = Math.min(low, level);
      high = Math.max(high, level);
    }
  return high - low;
}

/** What each pixel of a block differs from the mean around it; three values a pixel. */
function grainOf({ data, width }: Raster, at: number): Float32Array {
  const grain = new Float32Array(BLOCK * BLOCK * 3);
  const area = (2 * GRAIN_REACH + 1) ** 2;
  for (let k = 0; k < grain.length; k++) {
    const pixel = (k / 3) | 0;
    const here = (at + ((pixel / BLOCK) | 0) * width + (pixel % BLOCK)) * 3 + (k % 3);
    let sum = 0;
    for (let v = -GRAIN_REACH; v <= GRAIN_REACH; v++)
      for (let u = -GRAIN_REACH; u <= GRAIN_REACH; u++) sum += data[here + (v * width + u) * 3];
    grain[k] = clampGrain(data[here] - sum / area);
  }
  return grain;
}

const clampGrain = (v: number): number => Math.max(-MOST_GRAIN, Math.min(MOST_GRAIN, v));

function readLinear(
  data: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, x - x0));
  const v = Math.max(0, Math.min(1, y - y0));
  for (let c = 0; c < 3; c++) {
    const top = data[(y0 * width + x0) * 3 + c] * (1 - u) + data[(y0 * width + x1) * 3 + c] * u;
    const low = data[(y1 * width + x0) * 3 + c] * (1 - u) + data[(y1 * width + x1) * 3 + c] * u;
    out[c] = top * (1 - v) + low * v;
  }
}
