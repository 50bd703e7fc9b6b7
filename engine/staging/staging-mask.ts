import { type Camera, cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { close } from "#engine/filters/morphology.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt, hasWalls, isInOpening, type Room } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * Where furniture may appear: the clear floor and what stands above it up to wall height 1.9 m, never the ceiling, and of
 * windows and doors only what low furniture a walkway away from them hides. For telling an image model what it may paint.
 * @param size of the mask; of the room's picture unless given
 * @returns 255 = may change
 */
export function stagingMask(
  from: Raster | Room,
  size?: { readonly width: number; readonly height: number },
): Mask {
  const room = "camera" in from ? from : estimateRoom(from);
  const { width, height } = size ?? room.camera;
  const camera = cameraAt(room.camera, width, height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const { face, distance } = faceAt(camera, room.box, x + 0.5, y + 0.5);
      const [rx, ry, rz] = rayThrough(camera, x + 0.5, y + 0.5);
      if (isOverTop(room, camera.heightM, [rx, ry, rz])) data[y * width + x] = 255;
      if (face === "ceiling" || (face !== "floor" && !hasWalls(room))) continue;
      const [px, py, pz] = [rx * distance, camera.heightM + ry * distance, rz * distance];
      if (face === "floor") {
        if (isClear(room.floor, px, pz) || isClearFurtherIn(room, camera, x, y)) data[y * width + x] = 255;
        continue;
      }
      if (py > WALL_ZONE_M) continue;
      const along = face === "back" ? px : pz;
      const kept = room.openings.some((opening) => isInOpening(opening, face, along, py));
      if (!kept || isBehindFurniture(room, camera, face, [rx * distance, ry * distance, rz * distance]))
        data[y * width + x] = 255;
    }
  // The floor's last squares before a wall are seen only in part: the thin line they leave belongs to the zone.
  return close({ data, width, height }, Math.max(1, Math.round(height * 0.008)));
}

/** Whether a ray passes over a bare worktop, no higher than what is put down there. */
const isOverTop = ({ tops }: Room, eyeM: number, [rx, ry, rz]: Vec3): boolean =>
  tops.some(({ heightM, grid }) =>
    OVER_TOP_M.some((over) => {
      const distance = (heightM + over - eyeM) / ry;
      return distance > 0 && isClear(grid, rx * distance, rz * distance);
    }),
  );

const OVER_TOP_M = [0, 0.1, 0.2, 0.3];

const LOW_M = 0.9;
const WALKWAY_M = 0.75;

/**
 * Whether a table, a bed or a sofa standing free, a walkway's width from the wall, is seen before this place of an
 * opening. Without this furniture is cut off along every door frame behind it.
 * @param toWall from the camera to the place on the wall, metres
 */
function isBehindFurniture(
  { floor, box }: Room,
  camera: Camera,
  face: "back" | "left" | "right",
  [wx, wy, wz]: readonly [number, number, number],
): boolean {
  const steps = Math.ceil(Math.hypot(wx, wy, wz) / 0.1);
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    const [x, y, z] = [wx * share, camera.heightM + wy * share, wz * share];
    const room = { back: box.back - z, left: x - box.left, right: box.right - x }[face];
    if (y < LOW_M && room > WALKWAY_M && isClear(floor, x, z)) return true;
  }
  return false;
}

const WALL_ZONE_M = 1.9;

/** Squares at the picture's edge are seen only in part and count as unseen; the edge goes as the floor just inside it. */
function isClearFurtherIn({ floor, box }: Room, camera: Camera, x: number, y: number): boolean {
  const margin = Math.round(camera.height * 0.06);
  const [inX, inY] = [
    Math.max(margin, Math.min(camera.width - 1 - margin, x)),
    Math.min(camera.height - 1 - margin, y),
  ];
  if (inX === x && inY === y) return false;
  const { face, distance } = faceAt(camera, box, inX + 0.5, inY + 0.5);
  const [rx, , rz] = rayThrough(camera, inX + 0.5, inY + 0.5);
  return face === "floor" && isClear(floor, rx * distance, rz * distance);
}
