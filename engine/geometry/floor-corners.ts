import { type OrderedCorners } from "#core/edit/floor-corners.ts";
import { shrinkToSide } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type Camera, floorPoint, usualEyeM } from "#engine/geometry/camera.ts";
import { clearArea, middleOfCell } from "#engine/geometry/clear-floor.ts";
import { floorOutline } from "#engine/geometry/floor-outline.ts";
import { edgesOf, findOpenings } from "#engine/geometry/openings.ts";
import { type FloorGrid, type Room, type RoomBox } from "#engine/geometry/room.ts";
import { cross, dot, length, normalized, scale, sub, type Vec3 } from "#engine/geometry/vector.ts";

/**
 * The room from four corners of its floor given by a person. Where the photo itself shows the camera's directions surely
 * and the corners agree with them about the walls' turn, they count: they hold for the whole picture, four marks only as
 * far as a finger is exact. Else the two pairs of opposite sides vanish in two directions at right angles, which gives
 * focal length, tilt and the floor. The corners give the walls, and what is within them is floor.
 * @param seen what the photo alone shows; undefined where nobody looked
 * @returns undefined when the corners do not bound a floor seen from above
 */
export function roomFromFloorCorners(
  photo: Raster,
  corners: OrderedCorners,
  seen?: Pick<Room, "camera" | "directions">,
): Room | undefined {
  const marked = markedBySides(photo, corners);
  if (marked === undefined) return undefined;
  const { camera, floor } = bySeenDirections(corners, seen) ?? marked;
  const [a, b, c, d] = floor;
  const box: RoomBox = {
    left: Math.min((a.x + b.x) / 2, -0.2),
    right: Math.max((c.x + d.x) / 2, 0.2),
    back: Math.max(0.8, (b.z + c.z) / 2),
    ceiling: 2.6,
  };
  const grid = floorWithin(box, floor);
  const small = shrinkToSide(photo, 512);
  return {
    camera,
    box,
    feet: { left: 1, right: 1, back: 1 },
    openings: findOpenings(camera, box, small, edgesOf(shrinkToSide(photo, 1000))),
    floor: grid,
    floorOutline: floorOutline(camera, box),
    clearM2: clearArea(grid),
    confidence: 1,
    directions: 1,
    from: "corners",
    things: [],
    fittings: [],
    tops: [],
  };
}

/** A camera and where it sees the four corners on the floor, in their order. */
interface Marked {
  readonly camera: Camera;
  readonly floor: readonly [FloorPlace, FloorPlace, FloorPlace, FloorPlace];
}

interface FloorPlace {
  readonly x: number;
  readonly z: number;
}

function markedBySides({ width, height }: Raster, corners: OrderedCorners): Marked | undefined {
  const long = Math.max(width, height);
  const [nearLeft, farLeft, farRight, nearRight] = corners.map(({ x, y }): Vec3 => [
    ((x - 0.5) * width) / long,
    ((y - 0.5) * height) / long,
    1,
  ]);
  const deep = cross(cross(nearLeft, farLeft), cross(nearRight, farRight));
  const across = cross(cross(nearLeft, nearRight), cross(farLeft, farRight));
  const focal = focalOf(deep, across);
  const seen = (v: Vec3): Vec3 => normalized([v[0] / focal, v[1] / focal, v[2]]);
  let forward = seen(deep);
  if (forward[2] < 0) forward = scale(forward, -1);
  let right = seen(across);
  if (right[0] < 0) right = scale(right, -1);
  right = normalized(sub(right, scale(forward, dot(right, forward))));
  const down = cross(forward, right);
  if (length(down) < 0.9 || down[1] <= 0) return undefined;
  const up = scale(down, -1);
  return markedFrom(
    { width, height, focalPx: focal * long, heightM: usualEyeM, right, up, forward },
    corners,
  );
}

function markedFrom(camera: Camera, corners: OrderedCorners): Marked | undefined {
  const [a, b, c, d] = corners.map(({ x, y }) => floorPoint(camera, x * camera.width, y * camera.height));
  return a && b && c && d && { camera, floor: [a, b, c, d] };
}

/** By the directions the photo shows, if the marked floor lies along them. */
function bySeenDirections(
  corners: OrderedCorners,
  seen: Pick<Room, "camera" | "directions"> | undefined,
): Marked | undefined {
  if (seen === undefined || seen.directions < SURE_DIRECTIONS) return undefined;
  const marked = markedFrom({ ...seen.camera, heightM: usualEyeM }, corners);
  if (marked === undefined) return undefined;
  const [a, b, c, d] = marked.floor;
  const deep = Math.atan2(b.x + c.x - a.x - d.x, b.z + c.z - a.z - d.z);
  const across = Math.atan2(c.z + d.z - a.z - b.z, c.x + d.x - a.x - b.x);
  return Math.max(Math.abs(deep), Math.abs(across)) < MOST_TURN ? marked : undefined;
}

const SURE_DIRECTIONS = 0.5;
/** Radians: walls stand at right angles, so that what is turned further is along the other pair of walls, or along none. */
const MOST_TURN = 0.5;

/** From two directions at right angles: v·w + f² = 0 in the picture; a usual lens where one of them is far away. */
function focalOf(a: Vec3, b: Vec3): number {
  if (Math.abs(a[2]) < 1e-6 || Math.abs(b[2]) < 1e-6) return USUAL_FOCAL;
  const square = -((a[0] / a[2]) * (b[0] / b[2]) + (a[1] / a[2]) * (b[1] / b[2]));
  return square > 0.14 && square < 2.5 ? Math.sqrt(square) : USUAL_FOCAL;
}

/** Shares of the longer side. */
const USUAL_FOCAL = 0.68;

/** A person said that it is floor: all of it is clear that lies within the corners. */
function floorWithin(box: RoomBox, corners: Marked["floor"]): FloorGrid {
  const cellM = 0.1;
  const z0 = Math.max(0.2, Math.min(corners[0].z, corners[3].z));
  const columns = Math.max(1, Math.floor((box.right - box.left) / cellM));
  const rows = Math.max(1, Math.floor((box.back - z0) / cellM));
  const grid = { cellM, x0: box.left, z0, columns, rows };
  const clear = Array.from({ length: columns * rows }, (_, n) =>
    isWithin(corners, middleOfCell(grid, n)) ? 1 : 0,
  );
  return { ...grid, clear };
}

/** Going around the corners (left side away from the camera first), what is within is always to the right. */
const isWithin = (corners: Marked["floor"], [x, , z]: Vec3): boolean =>
  corners.every((from, n) => {
    const to = corners[(n + 1) % corners.length] ?? from;
    return (
      (to.z - from.z) * (x - from.x) - (to.x - from.x) * (z - from.z) >=
      -CORNER_SLACK_M * Math.hypot(to.x - from.x, to.z - from.z)
    );
  });

/** Half a square outside is still within: marks are no more exact. */
const CORNER_SLACK_M = 0.05;
