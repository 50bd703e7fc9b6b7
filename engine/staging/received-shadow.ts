import { rayThrough, type Camera } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { faceAt, type Face, type Room } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Fallen, type IrradianceAt } from "#engine/staging/irradiance.ts";
import { type Scene } from "#engine/staging/scene.ts";
import { turnAt } from "#engine/staging/ray-turn.ts";
import { softenShadow } from "#engine/staging/soften-shadow.ts";

/** A reader of the share of light that floor and walls keep, 0–1 a channel; false where all of it. */
export function receivedShadow(
  camera: Camera,
  room: Room,
  scene: Scene,
  at: IrradianceAt,
): (x: number, y: number, out: Float32Array) => boolean {
  const step = Math.max(2, Math.round(Math.sqrt((camera.width * camera.height) / SHADOW_CELLS)));
  const columns = Math.ceil(camera.width / step) + 1;
  const rows = Math.ceil(camera.height / step) + 1;
  const ratio = new Float32Array(columns * rows * 3).fill(1);
  const faces = new Uint8Array(columns * rows);
  const spread = new Float32Array(columns * rows);
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const { face, distance } = receiver(camera, room, column * step, row * step);
      faces[i] = FACES.indexOf(face);
      if (face === "ceiling" || face === "none") continue;
      const [rx, ry, rz] = rayThrough(camera, column * step, row * step);
      const [x, y, z] = [rx * distance, camera.heightM + ry * distance, rz * distance];
      const away = awayFrom(scene, x, y, z);
      const reach = nearness(away);
      if (reach <= 0) continue;
      spread[i] = (away * PENUMBRA * camera.focalPx) / (distance * step);
      const [nx, ny, nz] = INWARD[face];
      at(x, y, z, nx, ny, nz, turnAt(column, row), fallen);
      const [r, g, b] = [fallen.r / fallen.openR, fallen.g / fallen.openG, fallen.b / fallen.openB];
      const grey = (r + g + b) / 3;
      ratio[i * 3] = 1 + (Math.min(1, grey + (r - grey) * TINT) - 1) * reach;
      ratio[i * 3 + 1] = 1 + (Math.min(1, grey + (g - grey) * TINT) - 1) * reach;
      ratio[i * 3 + 2] = 1 + (Math.min(1, grey + (b - grey) * TINT) - 1) * reach;
    }
  const smooth = softenShadow({ ratio, faces, spread, columns, rows });
  return (px, py, out) => {
    const u = px / step;
    const v = py / step;
    const c0 = Math.floor(u);
    const r0 = Math.floor(v);
    let dimmed = false;
    for (let c = 0; c < 3; c++) {
      const i = (r0 * columns + c0) * 3 + c;
      const j = i + columns * 3;
      const top = smooth[i] + (smooth[i + 3] - smooth[i]) * (u - c0);
      const low = smooth[j] + (smooth[j + 3] - smooth[j]) * (u - c0);
      out[c] = top + (low - top) * (v - r0);
      if (out[c] < 0.993) dimmed = true;
    }
    return dimmed;
  };
}

/** Of a shadow's colour so much is kept: blue on white cabinets behind a table in a yellow room looks like a stain. */
const TINT = 0.35;
/** Half the width of a window of one metre seen from three: so fast a shadow's edge widens with the way it falls. */
const PENUMBRA = 0.17;
/** Light on floor and walls is gathered at about this many places of the whole picture. */
const SHADOW_CELLS = 55_000;

/** What light falls on in the picture; `none` where cabinets and tubs stand before the box. */
type Receiver = Face | "top" | "none";

function receiver(
  camera: Camera,
  room: Room,
  x: number,
  y: number,
): { readonly face: Receiver; readonly distance: number } {
  const [rx, ry, rz] = rayThrough(camera, x, y);
  for (const { heightM, grid } of room.tops) {
    const distance = (heightM - camera.heightM) / ry;
    if (distance > 0 && isClear(grid, rx * distance, rz * distance)) return { face: "top", distance };
  }
  const seen = faceAt(camera, room.box, x, y);
  const isBare = seen.face === "floor" && isClear(room.floor, rx * seen.distance, rz * seen.distance);
  return room.fittings.length === 0 || isBare ? seen : { face: "none", distance: seen.distance };
}

const FACES: readonly Receiver[] = ["floor", "ceiling", "left", "right", "back", "top", "none"];
const INWARD: { readonly [F in Exclude<Receiver, "none">]: Vec3 } = {
  top: [0, 1, 0],
  floor: [0, 1, 0],
  ceiling: [0, -1, 0],
  left: [1, 0, 0],
  right: [-1, 0, 0],
  back: [0, 0, -1],
};

/** Metres from a point to the nearest piece's box. */
function awayFrom(scene: Scene, x: number, y: number, z: number): number {
  let least = Infinity;
  for (const piece of scene.pieces) {
    const c = Math.abs(Math.cos(piece.turn));
    const s = Math.abs(Math.sin(piece.turn));
    const halfX = (piece.width * c + piece.depth * s) / 2;
    const halfZ = (piece.width * s + piece.depth * c) / 2;
    const dx = Math.max(0, Math.abs(x - piece.x) - halfX);
    const dz = Math.max(0, Math.abs(z - piece.z) - halfZ);
    const dy = Math.max(0, piece.y - y, y - piece.y - piece.height);
    least = Math.min(least, dx * dx + dy * dy + dz * dz);
  }
  return Math.sqrt(least);
}

/** 1 beside a piece, falling to 0 at 2 m, where a room's soft shadow is no longer seen. */
function nearness(awayM: number): number {
  const t = Math.max(0, Math.min(1, (2.2 - awayM) / 1.2));
  return t * t * (3 - 2 * t);
}
