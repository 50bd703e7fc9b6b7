import { median } from "#engine/filters/percentile.ts";
import { type Camera, cameraAt, project, rayThrough } from "#engine/geometry/camera.ts";
import { type Mask } from "#engine/raster.ts";
import { type FrontRun, lowestRuns } from "#engine/staging/front-runs.ts";

/**
 * Height of the camera above the floor by built-in cabinets, which are made to a few measures: base fronts reach from
 * their toes, a hand above the floor, to the worktop; wall cabinets hang half a metre above it and are less deep. Where
 * both are seen the mean of the two counts.
 * @param camera its directions count, not its height
 * @param fronts 255 = cabinet fronts, any size
 * @returns metres, 1–1.9; undefined where neither is seen over enough of the picture's width
 */
export function eyeByCabinets(camera: Camera, fronts: Mask): number | undefined {
  const view = cameraAt(camera, fronts.width, fronts.height);
  const runs = lowestRuns(fronts);
  const found = [
    runs.flatMap((run) => byToes(view, fronts, run)),
    runs.flatMap((run) => byWallCabinet(view, fronts, run)),
  ].filter((heights) => heights.length >= LEAST_WIDTH * fronts.width);
  if (found.length === 0) return undefined;
  const mean = found.reduce((sum, heights) => sum + median(heights), 0) / found.length;
  return Math.max(1, Math.min(1.9, mean));
}

/** Base fronts end this high, under the worktop, and begin this high, above their toes. */
const FRONT_TOP_M = 0.88;
const TOES_M = 0.1;
/** From the top of base fronts to the lower end of wall cabinets. */
const BETWEEN_M = 0.53;
/** Wall cabinets stand back by this. */
const SET_BACK_M = 0.27;
/** Share of the picture's width that speaks. */
const LEAST_WIDTH = 0.05;

/** Rise of the ray through a place of the picture, metres for each metre away. */
function slopeAt(view: Camera, x: number, y: number): number {
  const [rx, ry, rz] = rayThrough(view, x + 0.5, y);
  return ry / Math.hypot(rx, rz);
}

function byToes(view: Camera, fronts: Mask, { x, top, bottom }: FrontRun): number[] {
  if (bottom >= fronts.height - 4) return [];
  const share = slopeAt(view, x, top) / slopeAt(view, x, bottom);
  return share > 0.02 && share < 0.6 ? [(FRONT_TOP_M - TOES_M * share) / (1 - share)] : [];
}

function byWallCabinet(view: Camera, fronts: Mask, { x, top }: FrontRun): number[] {
  const [rx, ry, rz] = rayThrough(view, x + 0.5, top);
  const level = Math.hypot(rx, rz);
  const base = ry / level;
  const upper = base < -0.02 ? nextFrontAbove(view, fronts, [rx / level, rz / level], base) : undefined;
  if (upper === undefined || upper - base < 0.05) return [];
  // Seen at an angle, a cabinet that stands back does so by more along the ray.
  const away = SET_BACK_M / Math.max(Math.abs(rx), Math.abs(rz)) / (1 / level);
  const eyeM = FRONT_TOP_M - (base * (BETWEEN_M - upper * away)) / (upper - base);
  return eyeM > 0.95 && eyeM < 2.2 ? [eyeM] : [];
}

/** Slope at which fronts begin again on the upright line through a place, or undefined. */
function nextFrontAbove(
  view: Camera,
  { data, width, height }: Mask,
  [ux, uz]: readonly [number, number],
  base: number,
): number | undefined {
  let met = 0;
  for (let slope = base + 4 * STEP; slope < 0.9; slope += STEP) {
    const at = project(view, [ux, view.heightM + slope, uz]);
    if (at === undefined || at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return undefined;
    met = data[Math.floor(at.y) * width + Math.floor(at.x)] === 0 ? 0 : met + 1;
    if (met === 5) return slope - 4 * STEP;
  }
  return undefined;
}

const STEP = 0.004;
