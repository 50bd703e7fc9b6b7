import { type OrderedCorners } from "#core/edit/floor-corners.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type Camera, floorPoint } from "#engine/geometry/camera.ts";
import { clearArea } from "#engine/geometry/clear-floor.ts";
import { floorOutline } from "#engine/geometry/floor-outline.ts";
import { findOpenings } from "#engine/geometry/openings.ts";
import { type FloorGrid, type Room, type RoomBox } from "#engine/geometry/room.ts";
import { cross, dot, length, normalized, scale, sub, type Vec3 } from "#engine/geometry/vector.ts";

/**
 * The room from four corners of its floor given by a person: the two pairs of opposite sides vanish in two directions at
 * right angles, which gives focal length, tilt and the floor; the corners give the walls.
 * @returns undefined when the corners do not bound a floor seen from above
 */
export function roomFromFloorCorners(photo: Raster, corners: OrderedCorners): Room | undefined {
  const { width, height } = photo;
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
  const camera: Camera = {
    width,
    height,
    focalPx: focal * long,
    heightM: 1.45,
    right,
    up: scale(down, -1),
    forward,
  };
  const floor = corners.map(({ x, y }) => floorPoint(camera, x * width, y * height));
  const [a, b, c, d] = floor;
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    length(down) < 0.9 ||
    down[1] <= 0
  )
    return undefined;
  const box: RoomBox = {
    left: Math.min((a.x + b.x) / 2, -0.2),
    right: Math.max((c.x + d.x) / 2, 0.2),
    back: Math.max(0.8, (b.z + c.z) / 2),
    ceiling: 2.6,
  };
  const grid = wholeFloor(box, Math.min(a.z, d.z));
  const small = resizeRaster(
    photo,
    Math.min(512, width),
    Math.round((Math.min(512, width) * height) / width),
  );
  return {
    camera,
    box,
    feet: { left: 1, right: 1, back: 1 },
    openings: findOpenings(camera, box, small),
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

/** From two directions at right angles: v·w + f² = 0 in the picture; a usual lens where one of them is far away. */
function focalOf(a: Vec3, b: Vec3): number {
  if (Math.abs(a[2]) < 1e-6 || Math.abs(b[2]) < 1e-6) return 0.68;
  const square = -((a[0] / a[2]) * (b[0] / b[2]) + (a[1] / a[2]) * (b[1] / b[2]));
  return square > 0.14 && square < 2.5 ? Math.sqrt(square) : 0.68;
}

/** A person said it is floor: all of it is clear. */
function wholeFloor(box: RoomBox, near: number): FloorGrid {
  const cellM = 0.1;
  const z0 = Math.max(0.2, near);
  const columns = Math.max(1, Math.floor((box.right - box.left) / cellM));
  const rows = Math.max(1, Math.floor((box.back - z0) / cellM));
  return { cellM, x0: box.left, z0, columns, rows, clear: Array.from({ length: columns * rows }, () => 1) };
}
