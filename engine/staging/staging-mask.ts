import { cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt, type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * Where furniture may appear: the clear floor and what stands above it up to wall height 1.9 m, never windows, doors or
 * the ceiling. For telling an image model what it may paint.
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
      if (face === "ceiling") continue;
      const [rx, ry, rz] = rayThrough(camera, x + 0.5, y + 0.5);
      const [px, py, pz] = [rx * distance, camera.heightM + ry * distance, rz * distance];
      if (face === "floor") {
        if (isClear(room.floor, px, pz)) data[y * width + x] = 255;
        continue;
      }
      if (py > WALL_ZONE_M) continue;
      const along = face === "back" ? px : pz;
      const kept = room.openings.some(
        (o) => o.wall === face && along > o.from && along < o.to && py > o.bottom && py < o.top,
      );
      if (!kept) data[y * width + x] = 255;
    }
  return { data, width, height };
}

const WALL_ZONE_M = 1.9;
