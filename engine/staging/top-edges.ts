import { median } from "#engine/filters/percentile.ts";
import { type Camera, cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { type Mask } from "#engine/raster.ts";
import { lowestRuns } from "#engine/staging/front-runs.ts";

/** A place on a plane over the floor, metres in the room's frame. */
export interface Place {
  readonly x: number;
  readonly z: number;
}

/** The front edge of a worktop, or a part of it, and the unit direction into the top. */
export interface TopEdge {
  readonly places: readonly Place[];
  readonly into: Place;
  /** What is known to be under it. */
  readonly over: "cabinets" | "anything";
}

/** Worktops are 0.86–0.94 m high. */
export const TOP_M = 0.9;
const FARTHEST_M = 5;
/** An edge is taken in parts no longer than this: light, things and the top itself change along it. */
const PART_M = 0.7;
/** Neighbouring columns further apart than this on the top are of two cabinets. */
const JUMP_M = 0.15;
/** Less is a scrap of a mask. */
const LEAST_PART_M = 0.2;

/**
 * Where base cabinets end upwards: by a camera that is known, the upper edge of their fronts is a line in the room at the
 * height of the worktop. The top lies behind it along one of the room's two level directions.
 * @param fronts 255 = cabinet fronts, any size
 */
export function edgesOfFronts(camera: Camera, fronts: Mask): readonly TopEdge[] {
  const view = cameraAt(camera, fronts.width, fronts.height);
  const edges: TopEdge[] = [];
  let part: Place[] = [];
  const end = (): void => {
    const edge = edgeOf(part);
    if (edge !== undefined) edges.push(edge);
    part = [];
  };
  for (const { x, top } of lowestRuns(fronts)) {
    const [rx, ry, rz] = rayThrough(view, x + 0.5, top);
    const t = (TOP_M - view.heightM) / ry;
    if (ry > -0.02 || rz * t < 0.4 || rz * t > FARTHEST_M) continue;
    const place = { x: rx * t, z: rz * t };
    const [last, first] = [part.at(-1), part[0]];
    if (last !== undefined && apart(last, place) > JUMP_M) end();
    else if (first !== undefined && apart(first, place) > PART_M) end();
    part.push(place);
  }
  end();
  return edges;
}

function edgeOf(places: readonly Place[]): TopEdge | undefined {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || apart(first, last) < LEAST_PART_M) return undefined;
  const x = median(places.map((place) => place.x));
  const runsAcross = Math.abs(last.x - first.x) > Math.abs(last.z - first.z);
  return { places, into: runsAcross ? { x: 0, z: 1 } : { x: Math.sign(x), z: 0 }, over: "cabinets" };
}

const apart = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.z - b.z);
