import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Camera, cameraAt, project, rayThrough } from "#engine/geometry/camera.ts";
import { type LevelTop } from "#engine/geometry/room.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * The bare places of the worktop over base cabinets. The upper edge of the fronts, seen by a camera that is known, is a
 * line in the room 0.9 m above the floor; the worktop lies behind it, as deep as cabinets are. Of that strip counts what
 * is calm and of one colour, with nothing busy standing behind it: a hob, a kettle, a window keep their places free.
 * @param fronts 255 = cabinet fronts, any size
 * @returns undefined where most of the strip is not bare
 */
export function levelTop(photo: Raster, camera: Camera, fronts: Mask): LevelTop | undefined {
  const { width, height } = fronts;
  const view = cameraAt(camera, width, height);
  const edge = frontEdge(view, fronts);
  if (edge.length < LEAST_EDGE * width) return undefined;
  const look = lookOf(resizeRaster(photo, width, height));
  const strip = stripBehind(edge).flatMap((place) => {
    const at = pixelAt(view, place.x, TOP_M, place.z);
    return at === undefined || fronts.data[at] !== 0 ? [] : [{ ...place, at }];
  });
  const near = strip.filter(({ behindM }) => behindM < NEAR_M).map(({ at }) => at);
  if (near.length === 0) return undefined;
  const isTop = likeTop(look, near);
  if (near.filter(isTop).length < LEAST_BARE * near.length) return undefined;
  return gridOf(strip.filter(({ x, z, at }) => isTop(at) && isCalmAbove(view, look, x, z)));
}

/** Worktops are 0.86–0.94 m high. */
const TOP_M = 0.9;
const DEPTH_M = 0.55;
const NEAR_M = 0.2;
const CELL_M = 0.04;
/** What stands on a worktop is about so high, metres. */
const HEADROOM_M = 0.3;
const FARTHEST_M = 5;
/** Share of the picture's width that the fronts' upper edge must span. */
const LEAST_EDGE = 0.06;
const LEAST_BARE = 0.3;

interface Place {
  readonly x: number;
  readonly z: number;
}

/** Where a column of the picture leaves a run of fronts upwards and downwards, in rows. */
interface Run {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of each column the lowest run of fronts; seams are thinner than `gap`. */
function lowestRuns({ data, width, height }: Mask): readonly Run[] {
  const gap = Math.max(2, Math.round(height * 0.015));
  const runs: Run[] = [];
  for (let x = 0; x < width; x++) {
    let bottom = height - 1;
    while (bottom >= 0 && data[bottom * width + x] === 0) bottom--;
    let top = bottom;
    for (let y = bottom; y >= Math.max(0, top - gap); y--) if (data[y * width + x] !== 0) top = y;
    if (bottom - top > 2 * gap && top > gap) runs.push({ x, top: top - gap / 2, bottom });
  }
  return runs;
}

/**
 * Height of the camera by the base cabinets: their fronts reach from their toes, a hand above the floor, to the worktop.
 * @returns undefined where their lower ends are not seen
 */
export function eyeHeight(camera: Camera, fronts: Mask): number | undefined {
  const view = cameraAt(camera, fronts.width, fronts.height);
  const slope = (x: number, y: number): number => {
    const [rx, ry, rz] = rayThrough(view, x + 0.5, y);
    return ry / Math.hypot(rx, rz);
  };
  const heights = lowestRuns(fronts)
    .filter(({ bottom }) => bottom < fronts.height - 4)
    .flatMap(({ x, top, bottom }) => {
      const share = slope(x, top) / slope(x, bottom);
      return share > 0.02 && share < 0.6 ? [(TOP_M - TOES_M * share) / (1 - share)] : [];
    });
  return heights.length < LEAST_EDGE * fronts.width ? undefined : Math.max(1, Math.min(1.8, median(heights)));
}

const TOES_M = 0.1;

/** Where the base cabinets end upwards, as places of the plane of the worktops. */
const frontEdge = (view: Camera, fronts: Mask): readonly Place[] =>
  lowestRuns(fronts).flatMap(({ x, top }) => {
    const [rx, ry, rz] = rayThrough(view, x + 0.5, top);
    const t = (TOP_M - view.heightM) / ry;
    return ry < -0.02 && rz * t > 0.4 && rz * t < FARTHEST_M ? [{ x: rx * t, z: rz * t }] : [];
  });

/** Cells no further than a cabinet's depth behind the edge, as seen from the camera. */
function stripBehind(edge: readonly Place[]): readonly (Place & { readonly behindM: number })[] {
  const cells = new Map<string, Place & { readonly behindM: number }>();
  const reach = Math.ceil(DEPTH_M / CELL_M);
  for (const from of edge)
    for (let row = -reach; row <= reach; row++)
      for (let column = -reach; column <= reach; column++) {
        const x = Math.round(from.x / CELL_M + column) * CELL_M;
        const z = Math.round(from.z / CELL_M + row) * CELL_M;
        const behindM = Math.hypot(x - from.x, z - from.z);
        const isBehind = (x - from.x) * from.x + (z - from.z) * from.z > 0;
        if (!isBehind || behindM > DEPTH_M) continue;
        const key = `${Math.round(x / CELL_M)} ${Math.round(z / CELL_M)}`;
        if (behindM < (cells.get(key)?.behindM ?? Infinity)) cells.set(key, { x, z, behindM });
      }
  return [...cells.values()];
}

interface Look {
  readonly lab: OklabPlanes;
  readonly slope: Float32Array;
}

function lookOf(small: Raster): Look {
  const soft = gaussianRaster(small, 0.8);
  return { lab: oklabPlanes(soft), slope: gradientMagnitude(lumaPlane(soft)).data };
}

/** Luma a pixel. */
const CALM_SLOPE = 0.02;

function likeTop({ lab, slope }: Look, near: readonly number[]): (i: number) => boolean {
  const middle = (plane: Float32Array): number => median(near.map((i) => plane[i]));
  const own = { l: middle(lab.l), a: middle(lab.a), b: middle(lab.b) };
  // Stone and wood have a grain of their own.
  const calm = Math.min(2.5 * CALM_SLOPE, Math.max(CALM_SLOPE, 1.4 * middle(slope)));
  return (i) =>
    slope[i] < calm &&
    Math.abs(lab.l[i] - own.l) < 0.15 &&
    Math.hypot(lab.a[i] - own.a, lab.b[i] - own.b) < 0.035;
}

/** Whether what would be hidden by a thing standing there is mostly calm and not a bright window. */
function isCalmAbove(view: Camera, { lab, slope }: Look, x: number, z: number): boolean {
  const steps = 10;
  let busy = 0;
  for (let step = 1; step <= steps; step++) {
    const at = pixelAt(view, x, TOP_M + (HEADROOM_M * step) / steps, z);
    if (at === undefined || slope[at] > 2 * CALM_SLOPE || lab.l[at] > BURNT) busy++;
  }
  return busy <= MOST_BUSY * steps;
}

const BURNT = 0.985;
const MOST_BUSY = 0.25;

function pixelAt(view: Camera, x: number, y: number, z: number): number | undefined {
  const at = project(view, [x, y, z]);
  if (at === undefined || at.x < 1 || at.y < 1 || at.x >= view.width - 1 || at.y >= view.height - 1)
    return undefined;
  return Math.floor(at.y) * view.width + Math.floor(at.x);
}

function gridOf(cells: readonly Place[]): LevelTop | undefined {
  if (cells.length === 0) return undefined;
  const xs = cells.map(({ x }) => Math.round(x / CELL_M));
  const zs = cells.map(({ z }) => Math.round(z / CELL_M));
  const [x0, z0] = [Math.min(...xs), Math.min(...zs)];
  const columns = Math.max(...xs) - x0 + 1;
  const rows = Math.max(...zs) - z0 + 1;
  const clear = Array.from({ length: columns * rows }, () => 0);
  xs.forEach((x, n) => (clear[((zs[n] ?? 0) - z0) * columns + x - x0] = 1));
  const grid = { cellM: CELL_M, x0: (x0 - 0.5) * CELL_M, z0: (z0 - 0.5) * CELL_M, columns, rows, clear };
  return { heightM: TOP_M, grid };
}
