import { type Camera, rayThrough } from "#engine/geometry/camera.ts";
import { faceAt, type RoomBox } from "#engine/geometry/room.ts";
import { cross, normalized, scale, type Vec3 } from "#engine/geometry/vector.ts";
import { hash2 } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";

/** A room the tests draw themselves, so that camera, walls and window are known to the millimetre. */
export interface DrawnRoom {
  readonly width: number;
  readonly height: number;
  /** Focal length over the longer side. */
  readonly focal: number;
  /** Radians: the camera turned to the right, and down. */
  readonly yaw: number;
  readonly pitch: number;
  readonly eyeM: number;
  readonly box: RoomBox;
}

export const drawnRoom = (over: Partial<DrawnRoom> = {}): DrawnRoom => ({
  width: 480,
  height: 360,
  focal: 0.7,
  yaw: 0.3,
  pitch: 0.08,
  eyeM: 1.45,
  box: { left: -2.2, right: 2.1, back: 4.4, ceiling: 2.6 },
  ...over,
});

/** The true camera of a drawn room. */
export function cameraOf({ width, height, focal, yaw, pitch, eyeM }: DrawnRoom): Camera {
  // What the camera sees of the room's axes: the inverse of turning it by yaw about y and pitch about its own x.
  const ahead: Vec3 = [Math.sin(yaw) * Math.cos(pitch), -Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)];
  const side: Vec3 = normalized(cross([0, 1, 0], ahead));
  const down: Vec3 = scale(cross(side, ahead), -1);
  const below: Vec3 = down[1] > 0 ? [-down[0], -down[1], -down[2]] : down;
  const column = (k: 0 | 1 | 2): Vec3 => [side[k], below[k], ahead[k]];
  return {
    width,
    height,
    focalPx: focal * Math.max(width, height),
    heightM: eyeM,
    right: column(0),
    up: column(1),
    forward: column(2),
  };
}

/** The photo of a drawn room: planks, walls of three shades, a skirting board, a bright window on the left, a little grain. */
export function drawRoom(room: DrawnRoom): Raster {
  const camera = cameraOf(room);
  const { width, height } = room;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [r, g, b] = [0, 0, 0];
      for (const [u, v] of SAMPLES) {
        const colour = colourAt(camera, room.box, x + u, y + v);
        r += colour[0] / SAMPLES.length;
        g += colour[1] / SAMPLES.length;
        b += colour[2] / SAMPLES.length;
      }
      const grain = (hash2(x, y, 1) - 0.5) * 4;
      const i = (y * width + x) * 3;
      data[i] = Math.max(0, Math.min(255, r + grain));
      data[i + 1] = Math.max(0, Math.min(255, g + grain));
      data[i + 2] = Math.max(0, Math.min(255, b + grain));
    }
  return { data, width, height };
}

const SAMPLES = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** The window of every drawn room on its left wall: metres along z and above the floor. */
export const WINDOW = { from: 2, to: 3.2, bottom: 0.9, top: 2.1 };

function colourAt(camera: Camera, box: RoomBox, px: number, py: number): Vec3 {
  const { face, distance } = faceAt(camera, box, px, py);
  const [rx, ry, rz] = rayThrough(camera, px, py);
  const [x, y, z] = [rx * distance, camera.heightM + ry * distance, rz * distance];
  switch (face) {
    case "floor": {
      const plank = Math.floor(x / 0.14);
      const seam = Math.abs(x / 0.14 - plank - 0.5) > 0.47;
      const tone = 0.92 + 0.16 * hash2(plank, Math.floor(z / 1.1 + plank * 0.37), 7);
      return seam ? [92, 66, 44] : [150 * tone, 112 * tone, 78 * tone];
    }
    case "ceiling":
      return [232, 231, 228];
    case "left":
      if (z > WINDOW.from && z < WINDOW.to && y > WINDOW.bottom && y < WINDOW.top) return [254, 254, 254];
      return y < 0.09 ? [240, 238, 232] : [178, 182, 176];
    case "right":
      return y < 0.09 ? [240, 238, 232] : [160, 165, 160];
    case "back":
      return y < 0.09 ? [240, 238, 232] : [196, 199, 192];
  }
}
