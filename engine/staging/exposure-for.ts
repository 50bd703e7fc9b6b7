import { irradiance, type Exposure, type Fallen } from "#engine/staging/irradiance.ts";
import { type RayTree } from "#engine/staging/ray-tree.ts";
import { type RoomLight } from "#engine/staging/room-light.ts";
import { type Scene } from "#engine/staging/scene.ts";

/** Light on white things in the middle of the scene is made that of the photo's white; lamps give a fixed share of it. */
export function exposureFor(light: RoomLight, scene: Scene): Exposure {
  const middle = scene.pieces.filter((piece) => piece.y === 0);
  const n = Math.max(1, middle.length);
  const x = middle.reduce((sum, piece) => sum + piece.x, 0) / n;
  const z = middle.reduce((sum, piece) => sum + piece.z, 0) / n || 3;
  const none: RayTree = { any: () => -1, nearest: () => -1 };
  const parts = [
    { ambient: 1, lamps: 0 },
    { ambient: 0, lamps: 1 },
  ].map((exposure) => {
    const at = irradiance(light, none, exposure, 64, 400, () => {});
    const out: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
    let sum = 0;
    for (const [nx, ny, nz, share] of [
      [0, 1, 0, 0.4],
      [0, 0, -1, 0.2],
      [1, 0, 0, 0.2],
      [-1, 0, 0, 0.2],
    ] as const) {
      at(x, 0.6, z, nx, ny, nz, 0.3, out);
      sum += share * (0.2126 * out.openR + 0.7152 * out.openG + 0.0722 * out.openB);
    }
    return sum;
  });
  const white = 0.2126 * light.white[0] + 0.7152 * light.white[1] + 0.0722 * light.white[2];
  const wanted = (Math.PI * white) / 0.8;
  return {
    ambient: (wanted * (1 - LAMP_SHARE)) / Math.max(1e-6, parts[0]),
    lamps: (wanted * LAMP_SHARE) / Math.max(1e-6, parts[1]),
  };
}

const LAMP_SHARE = 0.5;
