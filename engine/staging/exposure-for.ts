import { add, scale, type Vec3 } from "#engine/geometry/vector.ts";
import { irradiance, type Exposure, type Fallen } from "#engine/staging/irradiance.ts";
import { type RayTree } from "#engine/staging/ray-tree.ts";
import { type RoomLight } from "#engine/staging/room-light.ts";
import { type Scene } from "#engine/staging/scene.ts";

/**
 * Light on white things in the middle of the scene is made that of the photo's white; lamps give a fixed share of it. Of
 * the colour that trees before the windows, a blue sky or the walls would give them most is taken back: the photo's own
 * white things stand in the same light and are white.
 */
export function exposureFor(light: RoomLight, { pieces }: Pick<Scene, "pieces">): Exposure {
  const middle = pieces.filter((piece) => piece.y === 0);
  const n = Math.max(1, middle.length);
  const x = middle.reduce((sum, piece) => sum + piece.x, 0) / n;
  const z = middle.reduce((sum, piece) => sum + piece.z, 0) / n || 3;
  const wanted = scale(light.white, Math.PI / 0.8);
  return {
    ambient: strengthFor(lightAt(light, x, z, { ambient: ONE, lamps: NONE }), scale(wanted, 1 - LAMP_SHARE)),
    lamps: strengthFor(lightAt(light, x, z, { ambient: NONE, lamps: ONE }), scale(wanted, LAMP_SHARE)),
  };
}

const LAMP_SHARE = 0.5;
const ONE: Vec3 = [1, 1, 1];
const NONE: Vec3 = [0, 0, 0];

/** Linear light on things that stand around (x, z), with nothing in its way. */
function lightAt(light: RoomLight, x: number, z: number, exposure: Exposure): Vec3 {
  const empty: RayTree = { any: () => -1, nearest: () => -1 };
  const at = irradiance(light, empty, exposure, 64, 400, () => {});
  const out: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  let sum = NONE;
  for (const [nx, ny, nz, share] of [
    [0, 1, 0, 0.4],
    [0, 0, -1, 0.2],
    [1, 0, 0, 0.2],
    [-1, 0, 0, 0.2],
  ] as const) {
    at(x, 0.6, z, nx, ny, nz, 0.3, out);
    sum = add(sum, scale([out.openR, out.openG, out.openB], share));
  }
  return sum;
}

/** What makes `light` as bright as `wanted`, and most of the way of its colour. */
function strengthFor(light: Vec3, wanted: Vec3): Vec3 {
  const part = (c: 0 | 1 | 2): number =>
    (wanted[c] / luma(wanted) / Math.max(1e-6, light[c] / Math.max(1e-6, luma(light)))) ** TAKEN_BACK;
  const turned: Vec3 = [part(0), part(1), part(2)];
  const after = luma([light[0] * turned[0], light[1] * turned[1], light[2] * turned[2]]);
  return scale(turned, luma(wanted) / Math.max(1e-6, after));
}

/** 1 = all of the way: some of a coloured wall's light does fall on things. */
const TAKEN_BACK = 0.75;

const luma = ([r, g, b]: Vec3): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
