import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { type Plane } from "#engine/plane.ts";
import { seededRandom } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * How much each pixel looks like the floor, 0–1. The floor's looks are learnt from the bottom of the picture, where a
 * photo of a room nearly always shows floor, as a few colours; then it is grown upwards as long as nothing changes
 * abruptly, so that shade and shine on the floor are followed but a wall of like colour behind an edge is not.
 * @param photo small (about 320 pixels wide)
 * @param isThing whether a pixel shows a thing that was seen; no floor is learnt from it
 * @returns 0 everywhere when things hide most of the bottom
 */
export function floorLikeness(photo: Raster, isThing: (i: number) => boolean = () => false): Plane {
  const { width, height } = photo;
  const soft = gaussianRaster(photo, Math.max(1, width / 160));
  const lab = labOf(soft);
  const bottom = seedPixels(width, height);
  const seeds = bottom.filter((i) => !isThing(i));
  if (seeds.length < LEAST_SEEDS * bottom.length)
    return { data: new Float32Array(width * height), width, height };
  const centres = looksOf(lab, seeds);
  const colourCost = new Float32Array(width * height);
  for (let i = 0; i < colourCost.length; i++) {
    let best = Infinity;
    for (const centre of centres) best = Math.min(best, labDistance(lab, i, centre));
    colourCost[i] = best;
  }
  const walk = cheapestWalk(lab, width, height, isThing);
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const byColour = Math.exp(-((colourCost[i] / 11) ** 2));
    const byWalk = Math.exp(-((walk[i] / 26) ** 2));
    data[i] = byColour * 0.45 + byWalk * 0.55;
  }
  return { data, width, height };
}

/** Share of the bottom strip that must be free of things. */
const LEAST_SEEDS = 0.25;

function labOf({ data }: Raster): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const { l, a, b } = linearToLab(
      srgbToLinear[data[i]],
      srgbToLinear[data[i + 1]],
      srgbToLinear[data[i + 2]],
    );
    out[i] = l;
    out[i + 1] = a;
    out[i + 2] = b;
  }
  return out;
}

/** Lightness counts half: light changes across a floor more than hue does. */
function labDistance(lab: Float32Array, i: number, centre: readonly number[]): number {
  const dl = (lab[i * 3] - centre[0]) * 0.5;
  const da = lab[i * 3 + 1] - centre[1];
  const db = lab[i * 3 + 2] - centre[2];
  return Math.sqrt(dl * dl + da * da * 1.5 + db * db * 1.5);
}

function seedPixels(width: number, height: number): number[] {
  const out: number[] = [];
  for (let y = Math.floor(height * 0.9); y < height - 1; y++)
    for (let x = Math.floor(width * 0.15); x < width * 0.85; x++) out.push(y * width + x);
  return out;
}

/** Up to four colours by k-means; those of few pixels are dropped. */
function looksOf(lab: Float32Array, seeds: readonly number[]): number[][] {
  const random = seededRandom(3);
  let centres = Array.from({ length: 4 }, () => {
    const i = seeds[(random() * seeds.length) | 0] * 3;
    return [lab[i], lab[i + 1], lab[i + 2]];
  });
  let counts: number[] = [];
  for (let round = 0; round < 8; round++) {
    const sums = centres.map(() => [0, 0, 0]);
    counts = centres.map(() => 0);
    for (const i of seeds) {
      let best = 0;
      let least = Infinity;
      for (let k = 0; k < centres.length; k++) {
        const d = labDistance(lab, i, centres[k]);
        if (d < least) {
          least = d;
          best = k;
        }
      }
      counts[best]++;
      for (let c = 0; c < 3; c++) sums[best][c] += lab[i * 3 + c];
    }
    centres = centres.map((centre, k) => (counts[k] === 0 ? centre : sums[k].map((v) => v / counts[k])));
  }
  return centres.filter((_, k) => counts[k] > seeds.length * 0.12);
}

/** For each pixel the least largest-step sum of a way up from the bottom row (Dijkstra by bucket queue). */
function cheapestWalk(
  lab: Float32Array,
  width: number,
  height: number,
  isThing: (i: number) => boolean,
): Float32Array {
  const cost = new Float32Array(width * height).fill(Infinity);
  const buckets: number[][] = [];
  const steps = [-1, 1, -width, width];
  const push = (i: number, c: number): void => {
    cost[i] = c;
    const b = Math.min(4000, Math.floor(c * 8));
    (buckets[b] ??= []).push(i);
  };
  for (let x = Math.floor(width * 0.15); x < width * 0.85; x++) {
    const i = (height - 1) * width + x;
    if (!isThing(i)) push(i, 0);
  }
  // What is beyond the last bucket is not floor whatever it costs.
  for (let b = 0; b < Math.min(4000, buckets.length); b++) {
    const bucket = buckets[b];
    if (bucket === undefined) continue;
    for (let n = 0; n < bucket.length; n++) {
      const i = bucket[n];
      if (Math.min(4000, Math.floor(cost[i] * 8)) !== b) continue;
      const x = i % width;
      for (let side = 0; side < 4; side++) {
        if ((side === 0 && x === 0) || (side === 1 && x === width - 1)) continue;
        const j = i + steps[side];
        if (j < 0 || j >= cost.length) continue;
        const dl = (lab[i * 3] - lab[j * 3]) * 0.6;
        const da = lab[i * 3 + 1] - lab[j * 3 + 1];
        const db = lab[i * 3 + 2] - lab[j * 3 + 2];
        const step = Math.sqrt(dl * dl + 2 * (da * da + db * db));
        // Small steps are grain and shade and cost next to nothing; a skirting board costs all at once.
        const next = cost[i] + (step < 1.2 ? step * 0.05 : step - 1.1);
        if (next < cost[j] - 1e-3) push(j, next);
      }
    }
  }
  return cost.map((v) => (Number.isFinite(v) ? v : 1000));
}
