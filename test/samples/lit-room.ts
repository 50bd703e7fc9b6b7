import { type Camera, rayThrough } from "#engine/geometry/camera.ts";
import { type RoomBox } from "#engine/geometry/room.ts";
import { add, dot, normalized, scale, sub, type Vec3 } from "#engine/geometry/vector.ts";
import { hash2 } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";

/** A hole in a wall: along the wall (x for the back wall, z for the left) and above the floor, metres. */
export interface Hole {
  readonly wall: "left" | "back";
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
}

export interface LitRoom {
  readonly camera: Camera;
  readonly box: RoomBox;
  /** Where the camera stands instead of at the room's origin, metres. */
  readonly standsAt?: { readonly x: number; readonly z: number };
  readonly windows: readonly Hole[];
  /** Linear RGB, 0…1. */
  readonly wall: Vec3;
  readonly planks: Vec3;
}

type Face = "floor" | "ceiling" | "left" | "right" | "back" | "front";
interface Patch {
  readonly at: Vec3;
  readonly normal: Vec3;
  readonly areaM2: number;
  readonly albedo: Vec3;
  light: Vec3;
}
interface Plane {
  readonly face: Face;
  readonly origin: Vec3;
  readonly across: Vec3;
  readonly along: Vec3;
  readonly normal: Vec3;
}

const COLUMNS = 18;
const ROWS = 14;
const BOUNCES = 5;
/** Behind the camera. */
const FRONT_Z = -1.4;
const SKY: Vec3 = [7.2, 7.9, 8.8];
/** Towards the sun, seen from inside: it comes through the left window. */
const SUN: Vec3 = normalized([-0.74, 0.5, 0.28]);
const SUN_LIGHT: Vec3 = [9, 8, 6.4];

/**
 * A room as daylight shows it: light from the windows and five bounces of it between small squares of the walls
 * (radiosity, Goral et al. 1984), sun on the floor, boards that mirror a little at a low angle.
 * @returns linear RGB, 3 numbers a pixel
 */
export function litRoom(room: LitRoom): {
  readonly data: Float64Array;
  readonly width: number;
  readonly height: number;
} {
  const { width, height } = room.camera;
  const planes = planesOf(room.box);
  const lightmaps = new Map(planes.map((plane) => [plane.face, patchesOf(plane, room)]));
  spread(room, [...lightmaps.values()].flat());
  const data = new Float64Array(width * height * 3);
  const eye: Vec3 = [room.standsAt?.x ?? 0, room.camera.heightM, room.standsAt?.z ?? 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum: Vec3 = [0, 0, 0];
      for (const [u, v] of SAMPLES) {
        const ray = normalized(rayThrough(room.camera, x + u, y + v));
        sum = add(sum, scale(seen(room, planes, lightmaps, eye, ray, 0), 1 / SAMPLES.length));
      }
      data.set(sum, (y * width + x) * 3);
    }
  return { data, width, height };
}

const SAMPLES = [
  [0.2, 0.4],
  [0.6, 0.2],
  [0.4, 0.8],
  [0.8, 0.6],
] as const;

function planesOf({ left, right, back, ceiling }: RoomBox): readonly Plane[] {
  const [w, d] = [right - left, back - FRONT_Z];
  return [
    { face: "floor", origin: [left, 0, FRONT_Z], across: [w, 0, 0], along: [0, 0, d], normal: [0, 1, 0] },
    {
      face: "ceiling",
      origin: [left, ceiling, FRONT_Z],
      across: [w, 0, 0],
      along: [0, 0, d],
      normal: [0, -1, 0],
    },
    {
      face: "left",
      origin: [left, 0, FRONT_Z],
      across: [0, 0, d],
      along: [0, ceiling, 0],
      normal: [1, 0, 0],
    },
    {
      face: "right",
      origin: [right, 0, FRONT_Z],
      across: [0, 0, d],
      along: [0, ceiling, 0],
      normal: [-1, 0, 0],
    },
    { face: "back", origin: [left, 0, back], across: [w, 0, 0], along: [0, ceiling, 0], normal: [0, 0, -1] },
    {
      face: "front",
      origin: [left, 0, FRONT_Z],
      across: [w, 0, 0],
      along: [0, ceiling, 0],
      normal: [0, 0, 1],
    },
  ];
}

function patchesOf(plane: Plane, room: LitRoom): Patch[] {
  const areaM2 = (Math.hypot(...plane.across) * Math.hypot(...plane.along)) / (COLUMNS * ROWS);
  return Array.from({ length: COLUMNS * ROWS }, (_, n) => {
    const [u, v] = [((n % COLUMNS) + 0.5) / COLUMNS, (Math.floor(n / COLUMNS) + 0.5) / ROWS];
    const at = add(plane.origin, add(scale(plane.across, u), scale(plane.along, v)));
    const albedo = plane.face === "floor" ? room.planks : plane.face === "ceiling" ? WHITE : room.wall;
    return { at, normal: plane.normal, areaM2, albedo, light: [0, 0, 0] as Vec3 };
  });
}
const WHITE: Vec3 = [0.84, 0.84, 0.83];

/** Every patch is lit by the windows, then by what the others throw back. */
function spread(room: LitRoom, patches: readonly Patch[]): void {
  const direct = patches.map((patch) =>
    add(fromWindows(room, patch.at, patch.normal), sunAt(room, patch.at, patch.normal)),
  );
  let thrown = direct;
  let total = direct;
  for (let bounce = 0; bounce < BOUNCES; bounce++) {
    const before = thrown;
    thrown = patches.map((to) =>
      patches.reduce<Vec3>(
        (sum, from, n) => {
          const way = sub(from.at, to.at);
          const squared = dot(way, way);
          const facing = dot(way, to.normal) * -dot(way, from.normal);
          if (facing <= 0) return sum;
          const share = (facing * from.areaM2) / (Math.PI * squared * squared + from.areaM2 * facing);
          const light = before[n] ?? sum;
          return [
            sum[0] + light[0] * from.albedo[0] * share,
            sum[1] + light[1] * from.albedo[1] * share,
            sum[2] + light[2] * from.albedo[2] * share,
          ];
        },
        [0, 0, 0],
      ),
    );
    total = total.map((light, n) => add(light, thrown[n] ?? [0, 0, 0]));
  }
  for (const [n, patch] of patches.entries())
    patch.light = sub(total[n] ?? [0, 0, 0], direct[n] ?? [0, 0, 0]);
}

/** Daylight through the windows on a small surface: the sky's light over the part of it that is seen. */
function fromWindows({ windows, box }: LitRoom, at: Vec3, normal: Vec3): Vec3 {
  let sum = 0;
  const parts = 6;
  for (const hole of windows)
    for (let i = 0; i < parts; i++)
      for (let j = 0; j < parts; j++) {
        const along = hole.from + ((i + 0.5) / parts) * (hole.to - hole.from);
        const up = hole.bottom + ((j + 0.5) / parts) * (hole.top - hole.bottom);
        const way = sub(hole.wall === "left" ? [box.left, up, along] : [along, up, box.back], at);
        const out = hole.wall === "left" ? -way[0] : way[2];
        const facing = dot(way, normal) * out;
        const squared = dot(way, way);
        // Below the horizon is garden, a third as bright as the sky; trees make the change a soft one.
        const bright = 0.35 + 0.65 * Math.min(1, Math.max(0, 0.5 + (2 * way[1]) / Math.sqrt(squared)));
        const areaM2 = ((hole.to - hole.from) * (hole.top - hole.bottom)) / parts ** 2;
        if (facing > 0) sum += (bright * facing * areaM2) / (Math.PI * squared * squared + areaM2 * facing);
      }
  return scale(SKY, sum);
}

/** Whether the sun reaches here through a window, and how squarely. */
function sunAt({ windows, box }: LitRoom, at: Vec3, normal: Vec3): Vec3 {
  const square = dot(normal, SUN);
  if (square <= 0) return [0, 0, 0];
  const t = (box.left - at[0]) / SUN[0];
  const [y, z] = [at[1] + SUN[1] * t, at[2] + SUN[2] * t];
  const through = windows
    .filter(({ wall }) => wall === "left")
    .map((hole) => edge(y, hole.bottom, hole.top) * edge(z, hole.from, hole.to) * mullion(z, hole));
  return scale(SUN_LIGHT, square * Math.max(0, ...through));
}

/** 1 well inside, 0 outside, soft over the four centimetres the sun's own size makes of an edge. */
const edge = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / 0.04)) * Math.max(0, Math.min(1, (to - value) / 0.04));
const mullion = (z: number, { from, to }: Hole): number =>
  Math.min(1, Math.max(0, (Math.abs(z - (from + to) / 2) - 0.03) / 0.03));

function seen(
  room: LitRoom,
  planes: readonly Plane[],
  lightmaps: ReadonlyMap<Face, readonly Patch[]>,
  from: Vec3,
  ray: Vec3,
  depth: number,
): Vec3 {
  const hit = hitOf(planes, from, ray);
  const at = add(from, scale(ray, hit.distance));
  const through = viewOut(room, hit.plane.face, at, ray);
  if (through) return through;
  const light = add(
    add(fromWindows(room, at, hit.plane.normal), sunAt(room, at, hit.plane.normal)),
    bounced(lightmaps.get(hit.plane.face) ?? [], hit.u, hit.v),
  );
  const { albedo, gloss } = surfaceAt(room, hit.plane.face, at);
  const matt: Vec3 = [light[0] * albedo[0], light[1] * albedo[1], light[2] * albedo[2]];
  if (gloss === 0 || depth > 0) return matt;
  // Schlick 1994; the boards are waxed, not polished: the mirror image is shaken a little.
  const cosine = -dot(ray, hit.plane.normal);
  const share = gloss * (0.04 + 0.96 * (1 - cosine) ** 5);
  let mirrored: Vec3 = [0, 0, 0];
  for (let n = 0; n < MIRRORS; n++) {
    const shake: Vec3 = [
      (hash2(at[0] * 7919 + n, at[2] * 7919, 11) - 0.5) * 0.09,
      0,
      (hash2(at[0] * 7919 + n, at[2] * 7919, 12) - 0.5) * 0.22,
    ];
    const away = normalized(add([ray[0], -ray[1], ray[2]], shake));
    mirrored = add(mirrored, scale(seen(room, planes, lightmaps, at, away, depth + 1), 1 / MIRRORS));
  }
  return add(scale(matt, 1 - share), scale(mirrored, share));
}
const MIRRORS = 3;

function hitOf(planes: readonly Plane[], from: Vec3, ray: Vec3) {
  let best: { plane: Plane; distance: number; u: number; v: number } | undefined;
  for (const plane of planes) {
    const facing = dot(ray, plane.normal);
    if (facing > -1e-9) continue;
    const distance = dot(sub(plane.origin, from), plane.normal) / facing;
    if (distance < 1e-6 || (best && distance > best.distance)) continue;
    const local = sub(add(from, scale(ray, distance)), plane.origin);
    const u = dot(local, plane.across) / dot(plane.across, plane.across);
    const v = dot(local, plane.along) / dot(plane.along, plane.along);
    best = { plane, distance, u, v };
  }
  if (best === undefined) throw new RangeError("A ray has left the room");
  return best;
}

/** The lightmap between its squares. */
function bounced(patches: readonly Patch[], u: number, v: number): Vec3 {
  const x = Math.min(COLUMNS - 1.001, Math.max(0, u * COLUMNS - 0.5));
  const y = Math.min(ROWS - 1.001, Math.max(0, v * ROWS - 0.5));
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const light = (i: number, j: number): Vec3 => patches[(y0 + j) * COLUMNS + x0 + i]?.light ?? [0, 0, 0];
  const row = (j: number): Vec3 => add(scale(light(0, j), 1 - (x - x0)), scale(light(1, j), x - x0));
  return add(scale(row(0), 1 - (y - y0)), scale(row(1), y - y0));
}

/** What is seen through a window, with its white frame; undefined where there is none. */
function viewOut({ windows, box }: LitRoom, face: Face, at: Vec3, ray: Vec3): Vec3 | undefined {
  for (const hole of windows) {
    if (face !== hole.wall) continue;
    const along = hole.wall === "left" ? at[2] : at[0];
    const inside = Math.min(along - hole.from, hole.to - along, at[1] - hole.bottom, hole.top - at[1]);
    if (inside < -0.07) continue;
    const middle = Math.abs(along - (hole.from + hole.to) / 2);
    const isFrame = inside < 0.06 || middle < 0.035;
    if (isFrame) return inside < 0 ? scale(FRAME, 0.95) : scale(FRAME, 0.62 + 0.3 * (at[1] / box.ceiling));
    return outside(ray);
  }
  return undefined;
}
const FRAME: Vec3 = [0.92, 0.92, 0.9];

function outside(ray: Vec3): Vec3 {
  const up = ray[1] / Math.hypot(ray[0], ray[2]);
  const angle = Math.atan2(ray[0], ray[2]) * 9;
  const hedge =
    -0.02 +
    0.09 * patternNoise(angle, 0.5, 0.5, 5) +
    0.03 * patternNoise(angle * 4, 0.5, 0.5, 6) +
    0.012 * patternNoise(angle * 16, 0.5, 0.5, 10);
  if (up > hedge) {
    const cloud = patternNoise(angle * 0.6, up * 9, 0.5, 7);
    return [1.25 + 0.5 * cloud, 1.5 + 0.36 * cloud, 1.95 + 0.1 * cloud];
  }
  const leaf =
    patternNoise(angle * 9, up * 60, 0.5, 8) * 0.6 + patternNoise(angle * 30, up * 160, 0.5, 9) * 0.4;
  // Lawn in front, trees behind it.
  const near = up < -0.045 ? 1.1 : 0.42;
  return [near * (0.28 + 0.5 * leaf), near * (0.5 + 0.62 * leaf), near * (0.12 + 0.24 * leaf)];
}

function surfaceAt({ wall, planks }: LitRoom, face: Face, at: Vec3): { albedo: Vec3; gloss: number } {
  if (face === "floor") return { albedo: plank(planks, at), gloss: 0.75 };
  if (face === "ceiling") return { albedo: WHITE, gloss: 0 };
  const paint = scale(wall, 0.985 + 0.03 * patternNoise(at[0] * 2, at[1] * 2, at[2] * 2, 3));
  if (at[1] < 0.11) return { albedo: at[1] > 0.1 ? scale(FRAME, 0.6) : scale(FRAME, 0.88), gloss: 0 };
  return { albedo: paint, gloss: 0 };
}

/** Oak boards, 14 cm wide, ends staggered, each with a tone and a grain of its own. */
function plank(base: Vec3, at: Vec3): Vec3 {
  const row = Math.floor(at[0] / 0.14);
  const offset = hash2(row, 1, 21) * 1.9;
  const board = Math.floor((at[2] + offset) / 1.9);
  const tone = 0.86 + 0.26 * hash2(row, board, 22);
  const grain =
    0.88 +
    0.2 * patternNoise(at[0] * 70, at[2] * 2.4, row * 3.1, 23) +
    0.08 * patternNoise(at[0] * 190, at[2] * 6, row, 24);
  const across = Math.abs(at[0] / 0.14 - row - 0.5);
  const end = Math.abs((at[2] + offset) / 1.9 - board - 0.5);
  const seam = across > 0.487 || end > 0.499 ? 0.45 : 1;
  const warm = hash2(row, board, 25) * 0.05;
  const k = tone * grain * seam;
  return [base[0] * k * (1 + warm), base[1] * k, base[2] * k * (1 - warm)];
}

/**
 * Linear light as a camera renders it: filmic shoulder (Hable 2010's idea, one fitted curve by Narkowicz 2015), sRGB, a
 * little grain.
 * @param gain what the shutter lets in, per channel
 */
export function developed(
  { data, width, height }: { readonly data: Float64Array; readonly width: number; readonly height: number },
  gain: Vec3,
  grain: number,
): Raster {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const x = (data[i] ?? 0) * (gain[(i % 3) as 0 | 1 | 2] ?? 1);
    const mapped = Math.min(1, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14));
    const encoded = mapped <= 0.0031308 ? mapped * 12.92 : 1.055 * mapped ** (1 / 2.4) - 0.055;
    const noise = (hash2(i, Math.floor(i / 3), 31) - 0.5) * grain;
    out[i] = Math.max(0, Math.min(255, Math.round(encoded * 255 + noise)));
  }
  return { data: out, width, height };
}
