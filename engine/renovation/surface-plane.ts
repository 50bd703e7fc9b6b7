import { type Surface } from "#core/renovation/plan.ts";
import { cameraAt, floorPoint } from "#engine/geometry/camera.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask } from "#engine/raster.ts";

/** Where a pixel lies on its surface: metres along and across, and metres a pixel spans there. */
export interface SurfacePoint {
  readonly u: number;
  readonly v: number;
  readonly pixelM: number;
}

/** For a pixel (x, y) of the picture it was made for. */
export type SurfaceMap = (x: number, y: number) => SurfacePoint;

/**
 * A map of a surface for when the room's geometry is not known: floors and worktops as level planes under a phone's
 * camera (focal length 0.75 of the width, 1.5 m and 0.6 m below the lens, horizon above all of the surface), upright
 * ones as a sheet four metres wide across the picture.
 */
export function assumedMap(surface: Surface, mask: Mask): SurfaceMap {
  const { width, height } = mask;
  if (surface !== "floor" && surface !== "worktop") {
    const pixelM = 4 / width;
    return (x, y) => ({ u: x * pixelM, v: y * pixelM, pixelM });
  }
  const below = surface === "floor" ? 1.5 : 0.6;
  const focal = 0.75 * Math.max(width, height);
  const horizon = Math.min(height * 0.44, topOf(mask) - height * 0.05);
  return (x, y) => {
    const drop = Math.max(1, y - horizon);
    const away = (focal * below) / drop;
    return {
      u: ((x - width / 2) * away) / focal,
      v: away,
      // Depth spans more metres a pixel than width does; between the two nothing shimmers and little blurs.
      pixelM: Math.sqrt((away / focal) * (away / drop)),
    };
  };
}

/** A room wider than it is seen deep by this much is long across the picture. */
const CLEARLY_WIDER = 1.4;

/** The floor of a known room, planks running along its longer side: away from the camera unless it is clearly wider. */
export function floorMap(room: Room, width: number, height: number): SurfaceMap {
  const camera = cameraAt(room.camera, width, height);
  const { left, right, back } = room.box;
  const isWide = right - left > CLEARLY_WIDER * back;
  return (x, y) => {
    const here = floorPoint(camera, x + 0.5, y + 0.5);
    const below = floorPoint(camera, x + 0.5, y + 1.5);
    if (here === undefined || below === undefined) return { u: 0, v: 0, pixelM: 1 };
    const depthM = Math.hypot(below.x - here.x, below.z - here.z);
    const acrossM = Math.hypot(here.x, here.z, camera.heightM) / camera.focalPx;
    const pixelM = Math.sqrt(depthM * acrossM);
    return isWide ? { u: here.z, v: here.x, pixelM } : { u: here.x, v: here.z, pixelM };
  };
}

function topOf({ data, width, height }: Mask): number {
  for (let y = 0; y < height; y++) {
    let count = 0;
    for (let x = 0; x < width; x++) if (data[y * width + x] >= 128) count++;
    if (count > width * 0.02) return y;
  }
  return height;
}
