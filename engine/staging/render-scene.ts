import { cameraAt, rayThrough, type Camera } from "#engine/geometry/camera.ts";
import { faceAt, type Face, type Room } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { irradiance, type Exposure, type Fallen, type IrradianceAt } from "#engine/staging/irradiance.ts";
import { drawLayer, type Shade } from "#engine/staging/layer.ts";
import { materialSlots, surfaceOf, type Surface } from "#engine/staging/material.ts";
import { modelOf } from "#engine/staging/pieces/catalogue.ts";
import { grainOf } from "#engine/staging/photo-grain.ts";
import { blurOf } from "#engine/staging/photo-blur.ts";
import { rayTree, type RayTree } from "#engine/staging/ray-tree.ts";
import { roomLight, type RoomLight } from "#engine/staging/room-light.ts";
import { type Scene } from "#engine/staging/scene.ts";
import { gatherTriangles, type Triangles } from "#engine/staging/triangles.ts";
import { visibleTriangles, type Visible } from "#engine/staging/visible.ts";

export interface Rendered {
  /** Of the photo's size; where `region` is 0 its bytes are the photo's. */
  readonly image: Raster;
  /** 255 = furniture or its shadow. */
  readonly region: Mask;
}

/**
 * Puts a scene into the photo of its room. Furniture is drawn with a depth buffer, 2 × 2 samples a pixel; light is
 * gathered by rays through the room as photographed (see roomLight) on a coarser grid and spread to the pixels; it is
 * then made as soft and as grainy as the photo. Floor and walls are multiplied by how much of their light the furniture
 * takes (differential rendering, Debevec 1998).
 * @param photo any size of the same shape as the room's picture
 */
export function renderScene(photo: Raster, room: Room, scene: Scene): Rendered {
  const { width, height } = photo;
  const camera = cameraAt(room.camera, width, height);
  const models = scene.pieces.map((piece) => modelOf(piece, scene.style));
  const triangles = gatherTriangles(scene.pieces, models);
  const surfaces = materialSlots.map((slot) => surfaceOf(scene.materials[slot]));
  const tree = rayTree(triangles);
  const light = roomLight(photo, room);
  const exposure = exposureFor(light, scene);
  const bounce = bounceOf(triangles, surfaces, light);
  const visible = visibleTriangles(camera, triangles, SAMPLES);
  const data = Uint8Array.from(photo.data);
  const region = new Uint8Array(width * height);
  const shadow = receivedShadow(camera, room, scene, irradiance(light, tree, exposure, 14, 10, bounce));
  const near = lightCells(camera, visible, triangles, irradiance(light, tree, exposure, 20, 10, bounce));
  const single = irradiance(light, tree, exposure, 16, 8, bounce);
  const shade = shader(triangles, surfaces, light, tree, bounce, near, single);
  const layer = drawLayer(camera, visible, shade, blurOf(photo));
  const [red, green, blue, cover] = layer.planes;
  const grain = grainOf(photo);
  const colour = new Float32Array(3);
  const ratio = new Float32Array(3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const [u, v] = [x - layer.left, y - layer.top];
      const inLayer = u >= 0 && v >= 0 && u < layer.width && v < layer.height;
      const at = v * layer.width + u;
      const covered = inLayer && cover[at] > LEAST_COVER ? cover[at] : 0;
      if (covered > 0) {
        colour[0] = red[at];
        colour[1] = green[at];
        colour[2] = blue[at];
      } else colour.fill(0);
      const dimmed = covered < 1 && shadow(x, y, ratio);
      if (covered === 0 && !dimmed) continue;
      region[i] = 255;
      const noise =
        covered > 0 ? (hash2(x, y, scene.seed) + hash2(x, y, scene.seed + 1) - 1) * grain * 2.4 : 0;
      for (let c = 0; c < 3; c++) {
        const behind = srgbToLinear[photo.data[i * 3 + c]] * (dimmed ? ratio[c] : 1);
        const mixed = colour[c] + behind * (1 - covered);
        // Half a level of dither by the photo's own grain keeps faint shadows from banding.
        data[i * 3 + c] =
          covered === 0 && ratio[c] > 0.998
            ? photo.data[i * 3 + c]
            : Math.max(0, Math.min(255, linearToSrgb(mixed) + noise * covered + 0.5));
      }
    }
  return { image: { data, width, height }, region: { data: region, width, height } };
}

const SAMPLES = 2;
/** Less is not seen. */
const LEAST_COVER = 0.004;
/** Light is gathered at about this many places of the whole picture: on the furniture, and on what it stands on. */
const LIGHT_CELLS = 130_000;
const SHADOW_CELLS = 55_000;

/** Light on white things in the middle of the scene is made that of the photo's white; lamps give a fixed share of it. */
function exposureFor(light: RoomLight, scene: Scene): Exposure {
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

type Bounce = (triangle: number, out: Float32Array) => void;

/** What furniture sends on: its mean colour in the room's mean light. */
function bounceOf(
  { slot }: Triangles,
  surfaces: readonly ReturnType<typeof surfaceOf>[],
  light: RoomLight,
): Bounce {
  const means = surfaces.map((surface) => {
    const out = emptySurface();
    surface([0.13, 0.07, 0.21], 0.05, out);
    return [out.r, out.g, out.b].map(
      (v, c) => v * light.white[c] * 0.42 + (out.glow > 0 ? v * out.glow * light.white[c] : 0),
    );
  });
  return (triangle, out) => {
    const mean = means[slot[triangle]];
    for (let c = 0; c < 3; c++) out[c] = mean[c];
  };
}

const emptySurface = (): Surface => ({
  r: 0,
  g: 0,
  b: 0,
  specular: 0,
  roughness: 1,
  glow: 0,
  metallic: 0,
  bump: 0,
});

/** A reader of the share of light that floor and walls keep, 0–1 a channel; false where all of it. */
function receivedShadow(
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
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const { face, distance } = faceAt(camera, room.box, column * step, row * step);
      faces[i] = FACES.indexOf(face);
      if (face === "ceiling") continue;
      const [rx, ry, rz] = rayThrough(camera, column * step, row * step);
      const [x, y, z] = [rx * distance, camera.heightM + ry * distance, rz * distance];
      const reach = nearness(scene, x, y, z);
      if (reach <= 0) continue;
      const [nx, ny, nz] = INWARD[face];
      at(x, y, z, nx, ny, nz, hash2(column, row, 9), fallen);
      ratio[i * 3] = 1 + (Math.min(1, fallen.r / fallen.openR) - 1) * reach;
      ratio[i * 3 + 1] = 1 + (Math.min(1, fallen.g / fallen.openG) - 1) * reach;
      ratio[i * 3 + 2] = 1 + (Math.min(1, fallen.b / fallen.openB) - 1) * reach;
    }
  const smooth = smoothed(smoothed(ratio, faces, columns, rows), faces, columns, rows);
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

const FACES: readonly Face[] = ["floor", "ceiling", "left", "right", "back"];
const INWARD: { readonly [F in Face]: Vec3 } = {
  floor: [0, 1, 0],
  ceiling: [0, -1, 0],
  left: [1, 0, 0],
  right: [-1, 0, 0],
  back: [0, 0, -1],
};

/** 1 beside a piece, falling to 0 at 2 m, where a room's soft shadow is no longer seen. */
function nearness(scene: Scene, x: number, y: number, z: number): number {
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
  const d = Math.sqrt(least);
  const t = Math.max(0, Math.min(1, (2.2 - d) / 1.2));
  return t * t * (3 - 2 * t);
}

function smoothed(ratio: Float32Array, faces: Uint8Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(ratio.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      let [r, g, b, total] = [0, 0, 0, 0];
      for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++)
        for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++) {
          const j = v * columns + u;
          if (faces[j] !== faces[i]) continue;
          // Deep shadow under a piece must not bleed far out from beneath it.
          const weight = Math.exp(-(((ratio[j * 3 + 1] - ratio[i * 3 + 1]) / 0.35) ** 2));
          r += ratio[j * 3] * weight;
          g += ratio[j * 3 + 1] * weight;
          b += ratio[j * 3 + 2] * weight;
          total += weight;
        }
      out[i * 3] = r / total;
      out[i * 3 + 1] = g / total;
      out[i * 3 + 2] = b / total;
    }
  return out;
}

/** A point of the furniture as seen at a place of the picture. */
interface Seen {
  x: number;
  y: number;
  z: number;
  nx: number;
  ny: number;
  nz: number;
  u: number;
  v: number;
  w: number;
  distance: number;
}

/** Where the ray through (px, py) meets the plane of a triangle, with normal and pattern interpolated. */
function seenAt(camera: Camera, triangles: Triangles, t: number, px: number, py: number, out: Seen): void {
  const { positions: p, normals: n, texture } = triangles;
  const [dx, dy, dz] = rayThrough(camera, px, py);
  const i = t * 9;
  const ax = p[i + 3] - p[i];
  const ay = p[i + 4] - p[i + 1];
  const az = p[i + 5] - p[i + 2];
  const bx = p[i + 6] - p[i];
  const by = p[i + 7] - p[i + 1];
  const bz = p[i + 8] - p[i + 2];
  const hx = dy * bz - dz * by;
  const hy = dz * bx - dx * bz;
  const hz = dx * by - dy * bx;
  const det = ax * hx + ay * hy + az * hz;
  const inv = Math.abs(det) < 1e-14 ? 0 : 1 / det;
  const tx = -p[i];
  const ty = camera.heightM - p[i + 1];
  const tz = -p[i + 2];
  const qx = ty * az - tz * ay;
  const qy = tz * ax - tx * az;
  const qz = tx * ay - ty * ax;
  const u = Math.max(0, Math.min(1, (tx * hx + ty * hy + tz * hz) * inv));
  const v = Math.max(0, Math.min(1 - u, (dx * qx + dy * qy + dz * qz) * inv));
  const w = 1 - u - v;
  out.x = p[i] * w + p[i + 3] * u + p[i + 6] * v;
  out.y = p[i + 1] * w + p[i + 4] * u + p[i + 7] * v;
  out.z = p[i + 2] * w + p[i + 5] * u + p[i + 8] * v;
  out.u = texture[i] * w + texture[i + 3] * u + texture[i + 6] * v;
  out.v = texture[i + 1] * w + texture[i + 4] * u + texture[i + 7] * v;
  out.w = texture[i + 2] * w + texture[i + 5] * u + texture[i + 8] * v;
  let nx = n[i] * w + n[i + 3] * u + n[i + 6] * v;
  let ny = n[i + 1] * w + n[i + 4] * u + n[i + 7] * v;
  let nz = n[i + 2] * w + n[i + 5] * u + n[i + 8] * v;
  const long = Math.hypot(nx, ny, nz) || 1;
  const facing = nx * dx + ny * dy + nz * dz > 0 ? -1 : 1;
  nx *= facing / long;
  ny *= facing / long;
  nz *= facing / long;
  out.nx = nx;
  out.ny = ny;
  out.nz = nz;
  out.distance = Math.hypot(out.x, out.y - camera.heightM, out.z);
}

const emptySeen = (): Seen => ({ x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0, u: 0, v: 0, w: 0, distance: 0 });

/** Light on the furniture on a coarse grid of the picture, made smooth; read with regard to place and normal. */
type LightCells = (px: number, py: number, seen: Seen, out: Float32Array) => boolean;

function lightCells(camera: Camera, visible: Visible, triangles: Triangles, at: IrradianceAt): LightCells {
  const step = Math.max(2, Math.round(Math.sqrt((camera.width * camera.height) / LIGHT_CELLS)));
  const columns = Math.ceil(visible.width / step) + 1;
  const rows = Math.ceil(visible.height / step) + 1;
  // Nine numbers a cell: light, normal, distance, whether used, piece.
  const cells = new Float32Array(columns * rows * 9);
  const seen = emptySeen();
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  const stride = visible.width * visible.per;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const sx = Math.min(visible.width * visible.per - 1, (column * step + (step >> 1)) * visible.per);
      const sy = Math.min(visible.height * visible.per - 1, (row * step + (step >> 1)) * visible.per);
      const t = visible.triangle[sy * stride + sx] ?? -1;
      if (t < 0) continue;
      seenAt(
        camera,
        triangles,
        t,
        visible.left + (sx + 0.5) / visible.per,
        visible.top + (sy + 0.5) / visible.per,
        seen,
      );
      at(seen.x, seen.y, seen.z, seen.nx, seen.ny, seen.nz, hash2(column, row, 5), fallen);
      cells.set(
        [fallen.r, fallen.g, fallen.b, seen.nx, seen.ny, seen.nz, seen.distance, 1, triangles.piece[t]],
        (row * columns + column) * 9,
      );
    }
  const soft = softened(softened(cells, columns, rows, 1), columns, rows, 2);
  return (px, py, at2, out) => {
    const u = (px - visible.left) / step - 0.5;
    const v = (py - visible.top) / step - 0.5;
    const c0 = Math.max(0, Math.min(columns - 2, Math.floor(u)));
    const r0 = Math.max(0, Math.min(rows - 2, Math.floor(v)));
    let [r, g, b, total] = [0, 0, 0, 0];
    for (let k = 0; k < 4; k++) {
      const o = ((r0 + (k >> 1)) * columns + c0 + (k & 1)) * 9;
      if (soft[o + 7] === 0) continue;
      const fx = Math.max(0, 1 - Math.abs(u - c0 - (k & 1)));
      const fy = Math.max(0, 1 - Math.abs(v - r0 - (k >> 1)));
      const like = alike(at2.nx, at2.ny, at2.nz, at2.distance, soft, o);
      const weight = (fx * fy + 0.02) * like;
      r += soft[o] * weight;
      g += soft[o + 1] * weight;
      b += soft[o + 2] * weight;
      total += weight;
    }
    if (total < 0.03) return false;
    out[0] = r / total;
    out[1] = g / total;
    out[2] = b / total;
    return true;
  };
}

/** 1 for the same normal at the same distance, falling quickly. */
function alike(nx: number, ny: number, nz: number, distance: number, cells: Float32Array, o: number): number {
  const cos = nx * cells[o + 3] + ny * cells[o + 4] + nz * cells[o + 5];
  if (cos < 0.6) return 0;
  const apart = Math.abs(distance - cells[o + 6]) / distance;
  return cos ** 10 * Math.exp(-apart * 45);
}

function softened(cells: Float32Array, columns: number, rows: number, stretch: number): Float32Array {
  const out = Float32Array.from(cells);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const o = (row * columns + column) * 9;
      if (cells[o + 7] === 0) continue;
      let [r, g, b, total] = [0, 0, 0, 0];
      for (let dv = -1; dv <= 1; dv++)
        for (let du = -1; du <= 1; du++) {
          const v = row + dv * stretch;
          const u = column + du * stretch;
          if (u < 0 || v < 0 || u >= columns || v >= rows) continue;
          const p = (v * columns + u) * 9;
          if (cells[p + 7] === 0) continue;
          const weight = alike(cells[o + 3], cells[o + 4], cells[o + 5], cells[o + 6], cells, p);
          r += cells[p] * weight;
          g += cells[p + 1] * weight;
          b += cells[p + 2] * weight;
          total += weight;
        }
      out[o] = r / total;
      out[o + 1] = g / total;
      out[o + 2] = b / total;
    }
  return out;
}

function shader(
  triangles: Triangles,
  surfaces: readonly ReturnType<typeof surfaceOf>[],
  light: RoomLight,
  tree: RayTree,
  bounce: Bounce,
  near: LightCells,
  single: IrradianceAt,
): Shade {
  const seen = emptySeen();
  const surface = emptySurface();
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  const received = new Float32Array(3);
  const mirrored = new Float32Array(3);
  return (camera, t, px, py, out) => {
    seenAt(camera, triangles, t, px, py, seen);
    const pixel = seen.distance / camera.focalPx;
    surfaces[triangles.slot[t]]([seen.u, seen.v, seen.w], pixel, surface);
    if (!near(px, py, seen, received)) {
      single(seen.x, seen.y, seen.z, seen.nx, seen.ny, seen.nz, hash2(px * 4, py * 4, 3), fallen);
      received[0] = fallen.r;
      received[1] = fallen.g;
      received[2] = fallen.b;
    }
    const diffuse = ((1 - surface.metallic) / Math.PI) * (1 + surface.bump);
    out[0] = surface.r * received[0] * diffuse;
    out[1] = surface.g * received[1] * diffuse;
    out[2] = surface.b * received[2] * diffuse;
    if (surface.glow > 0) {
      out[0] += surface.r * surface.glow * light.white[0] * 1.1;
      out[1] += surface.g * surface.glow * light.white[1] * 1.02;
      out[2] += surface.b * surface.glow * light.white[2] * 0.9;
    }
    if (surface.specular <= 0.01) return;
    const vx = seen.x / seen.distance;
    const vy = (seen.y - camera.heightM) / seen.distance;
    const vz = seen.z / seen.distance;
    const into = vx * seen.nx + vy * seen.ny + vz * seen.nz;
    const fresnel = surface.specular + (1 - surface.specular) * Math.max(0, 1 + into) ** 5;
    const strength = surface.metallic > 0 ? 0.9 : fresnel * (1 - surface.roughness) ** 1.5;
    if (strength < 0.004) return;
    const mx = vx - 2 * into * seen.nx;
    const my = vy - 2 * into * seen.ny;
    const mz = vz - 2 * into * seen.nz;
    light.radiance(seen.x, seen.y, seen.z, mx, my, mz, mirrored);
    const level = Math.min(1, (received[1] * 0.86) / (Math.PI * light.white[1]));
    if (surface.metallic > 0 || surface.roughness < 0.3) {
      const hit = tree.nearest(
        seen.x + seen.nx * 0.004,
        seen.y + seen.ny * 0.004,
        seen.z + seen.nz * 0.004,
        mx,
        my,
        mz,
        6,
      );
      if (hit >= 0) bounce(hit, mirrored);
    }
    // A rough mirror shows a mean of all around.
    const sharp = Math.max(0, 1 - surface.roughness * 2);
    for (let c = 0; c < 3; c++) {
      const tint = surface.metallic > 0 ? (c === 0 ? surface.r : c === 1 ? surface.g : surface.b) : 1;
      const around = (received[c] / Math.PI) * 0.9;
      const bright = mirrored[c] > 0.85 ? mirrored[c] * 1.6 : mirrored[c];
      out[c] += strength * tint * (bright * sharp * (0.3 + 0.7 * level) + around * (1 - sharp));
    }
  };
}
