import { dot, type Vec3 } from "#engine/geometry/vector.ts";

/**
 * A pinhole camera in a room. The room's frame: x to the right along a wall, y up, z into the picture, metres, origin on
 * the floor under the camera. The picture's frame: pixels, x right, y down, (0, 0) the upper left corner.
 */
export interface Camera {
  /** Size of the picture the pixels below belong to. */
  readonly width: number;
  readonly height: number;
  readonly focalPx: number;
  /** Above the floor. */
  readonly heightM: number;
  /** The room's axes as the camera sees them (x right, y down, z forward); orthonormal. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

/** Metres above the floor: agents hold the camera at chest height. */
export const usualEyeM = 1.45;

/** Where a point of the room is seen, in pixels; undefined for what lies behind the lens or within 5 cm of it. */
export function project(camera: Camera, [x, y, z]: Vec3): { x: number; y: number } | undefined {
  const { right, up, forward, focalPx } = camera;
  const dy = y - camera.heightM;
  const depth = right[2] * x + up[2] * dy + forward[2] * z;
  if (depth < 0.05) return undefined;
  return {
    x: ((right[0] * x + up[0] * dy + forward[0] * z) / depth) * focalPx + camera.width / 2,
    y: ((right[1] * x + up[1] * dy + forward[1] * z) / depth) * focalPx + camera.height / 2,
  };
}

/** Direction into the room, not normalised, of the ray through a pixel; it starts at (0, heightM, 0). */
export function rayThrough(camera: Camera, x: number, y: number): Vec3 {
  const seen: Vec3 = [(x - camera.width / 2) / camera.focalPx, (y - camera.height / 2) / camera.focalPx, 1];
  return [dot(seen, camera.right), dot(seen, camera.up), dot(seen, camera.forward)];
}

/** The point of the floor seen at a pixel, metres; undefined at and above the horizon. */
export function floorPoint(camera: Camera, x: number, y: number): { x: number; z: number } | undefined {
  const ray = rayThrough(camera, x, y);
  if (ray[1] > -1e-4) return undefined;
  const t = -camera.heightM / ray[1];
  return { x: ray[0] * t, z: ray[2] * t };
}

/** The same camera for the same picture at another size. */
export function cameraAt(camera: Camera, width: number, height: number): Camera {
  return { ...camera, width, height, focalPx: (camera.focalPx * width) / camera.width };
}
