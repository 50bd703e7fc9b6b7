import { add, dot, normalized, scale, sub, type Vec3 } from "#engine/geometry/vector.ts";
import { type Raster } from "#engine/raster.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { developed } from "./lit-room.ts";

const width = 1280;
const height = 860;
const EYE: Vec3 = [-5.6, 1.6, -13];
const LOOK: Vec3 = [0.9, 2.35, 0];
const FOCAL = 1050;
const SUN: Vec3 = normalized([-0.55, 0.72, -0.62]);
const SUN_LIGHT: Vec3 = [2.35, 2.15, 1.8];
const SKY_LIGHT: Vec3 = [0.52, 0.62, 0.8];

/** Metres: the walls from the ground to the eaves, the ridge along x, a garage to the right that stands back a little. */
const HOUSE: Block = { low: [-4.5, 0, 0], high: [4, 3.3, 7], ridge: 5.9 };
const GARAGE: Block = { low: [4, 0, 1.2], high: [8.2, 2.5, 6.4], ridge: 4.1 };
interface Block {
  readonly low: Vec3;
  readonly high: Vec3;
  readonly ridge: number;
}

interface Hit {
  readonly distance: number;
  readonly normal: Vec3;
  readonly albedo: Vec3;
  /** How much of the sky it mirrors. */
  readonly gloss: number;
}

/** The front of a house on a clear day: walls, roofs, panes that mirror the sky, lawn, a drive, shrubs; with shadows. */
export function drawHouse(): Raster {
  const data = new Float64Array(width * height * 3);
  const ahead = normalized(sub(LOOK, EYE));
  const right = normalized([ahead[2], 0, -ahead[0]]);
  const samples = [0.25, 0.75] as const;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum: Vec3 = [0, 0, 0];
      for (const u of samples)
        for (const v of samples) {
          const side = (x + u - width / 2) / FOCAL;
          // Shifted, not tilted: upright walls stay upright, as an agent's lens is corrected.
          const rise = (height * 0.54 - (y + v)) / FOCAL;
          const level = normalized([ahead[0], 0, ahead[2]]);
          const ray = normalized(add(add(level, scale(right, side)), scale([0, 1, 0], rise)));
          sum = add(sum, scale(colourOf(ray), 0.25));
        }
      data.set(sum, (y * width + x) * 3);
    }
  return developed({ data, width, height }, [0.5, 0.5, 0.5], 4);
}

function colourOf(ray: Vec3): Vec3 {
  const hit = firstHit(EYE, ray);
  if (hit === undefined) return skyAt(ray);
  const at = add(EYE, scale(ray, hit.distance - 1e-3));
  const square = dot(hit.normal, SUN);
  const isLit = square > 0 && firstHit(add(at, scale(hit.normal, 0.02)), SUN) === undefined;
  const open = 0.55 + 0.45 * hit.normal[1] * Math.sign(hit.normal[1] + 0.01);
  // Close to the ground and under the eaves less of the sky is seen.
  const shade = Math.min(1, 0.6 + at[1] * 0.5) * (hit.normal[1] > 0.5 ? 1.3 : 1);
  const light = add(scale(SKY_LIGHT, open * shade), scale(SUN_LIGHT, isLit ? square : 0));
  const matt: Vec3 = [light[0] * hit.albedo[0], light[1] * hit.albedo[1], light[2] * hit.albedo[2]];
  if (hit.gloss === 0) return matt;
  const away = sub(ray, scale(hit.normal, 2 * dot(ray, hit.normal)));
  const mirrored = away[1] < 0.06 ? scale([0.1, 0.14, 0.08], 1) : skyAt(away);
  return add(scale(matt, 1 - hit.gloss), scale(mirrored, hit.gloss));
}

/** A clear sky that pales towards the horizon, with fair-weather cloud; trees where it ends. */
function skyAt(ray: Vec3): Vec3 {
  const angle = Math.atan2(ray[0], ray[2]) * 14;
  const tops =
    0.035 +
    0.05 * patternNoise(angle, 0, 0, 44) +
    0.014 * patternNoise(angle * 5, 0, 0, 45) +
    0.006 * patternNoise(angle * 22, 0, 0, 46);
  if (ray[1] < tops) {
    const leaf =
      patternNoise(angle * 8, ray[1] * 110, 0, 47) * 0.6 +
      patternNoise(angle * 26, ray[1] * 300, 0, 48) * 0.4;
    return [0.13 + 0.2 * leaf, 0.2 + 0.26 * leaf, 0.12 + 0.12 * leaf];
  }
  const up = Math.max(0.02, ray[1]);
  const clear: Vec3 = [
    0.42 + 0.75 * Math.exp(-up * 5),
    0.86 + 0.6 * Math.exp(-up * 5),
    1.75 + 0.15 * Math.exp(-up * 5),
  ];
  const [u, v] = [(ray[0] / (up + 0.18)) * 1.4, (ray[2] / (up + 0.18)) * 1.4];
  const puff =
    0.5 * patternNoise(u, v, 0.3, 41) +
    0.28 * patternNoise(u * 2.3, v * 2.3, 1.3, 42) +
    0.22 * patternNoise(u * 5.6, v * 5.6, 2.3, 43);
  const cover = Math.max(0, Math.min(1, (puff - 0.52) * 4.5)) * 0.85;
  const cloud: Vec3 = [1.9, 1.93, 1.98];
  return add(scale(clear, 1 - cover), scale(cloud, cover));
}

function firstHit(from: Vec3, ray: Vec3): Hit | undefined {
  let best: Hit | undefined;
  const offer = (hit: Hit | undefined): void => {
    if (hit && hit.distance > 1e-4 && (best === undefined || hit.distance < best.distance)) best = hit;
  };
  offer(ground(from, ray));
  for (const block of [HOUSE, GARAGE]) {
    offer(walls(block, from, ray));
    for (const side of [-1, 1] as const) offer(roof(block, side, from, ray));
    for (const end of ["low", "high"] as const) offer(gable(block, end, from, ray));
  }
  for (const [x, z, radius, seed] of SHRUBS) offer(shrub([x, radius * 0.7, z], radius, seed, from, ray));
  for (const [x, y, z, radius, seed] of CROWNS) offer(shrub([x, y, z], radius, seed, from, ray));
  return best;
}

const SHRUBS = [
  [-4.1, -0.7, 0.55, 51],
  [-3, -0.6, 0.42, 52],
  [-2.1, -0.65, 0.5, 53],
  [2, -0.65, 0.5, 54],
  [3, -0.6, 0.44, 55],
] as const;
const CROWNS = [
  [-9.5, 4.2, 9, 3.2, 61],
  [-7.6, 3, 10.5, 2.5, 62],
  [11.5, 4, 12, 3.4, 63],
  [14.5, 3, 10, 2.8, 64],
] as const;

function ground(from: Vec3, ray: Vec3): Hit | undefined {
  if (ray[1] > -1e-6) return undefined;
  const distance = -from[1] / ray[1];
  const [x, z] = [from[0] + ray[0] * distance, from[2] + ray[2] * distance];
  const normal: Vec3 = [0, 1, 0];
  const isDrive = x > 4.4 && x < 7.8 && z < 1.2;
  const isPath = Math.abs(x + 0.2 + z * 0.06) < 0.6 && z < 0 && z > -14;
  if (isDrive || isPath) {
    const joint =
      Math.abs(z / 0.6 - Math.floor(z / 0.6) - 0.5) > 0.48 ||
      Math.abs(x / 0.6 - Math.floor(x / 0.6) - 0.5) > 0.48;
    const tone =
      (joint ? 0.3 : 0.42) +
      0.08 * patternNoise(x * 3, z * 3, 0, 71) +
      0.05 * patternNoise(x * 40, z * 40, 0, 72);
    return { distance, normal, albedo: [tone, tone * 0.97, tone * 0.92], gloss: 0 };
  }
  const blade = patternNoise(x * 26, z * 12, 0, 73) * 0.5 + patternNoise(x * 1.3, z * 1.3, 0, 74) * 0.5;
  return {
    distance,
    normal,
    albedo: [0.1 + 0.09 * blade, 0.15 + 0.1 * blade, 0.05 + 0.045 * blade],
    gloss: 0,
  };
}

function walls(block: Block, from: Vec3, ray: Vec3): Hit | undefined {
  let near = -Infinity;
  let far = Infinity;
  let axis = 0;
  for (const n of [0, 1, 2] as const) {
    const [a, b] = [(block.low[n] - from[n]) / ray[n], (block.high[n] - from[n]) / ray[n]];
    if (Math.min(a, b) > near) {
      near = Math.min(a, b);
      axis = n;
    }
    far = Math.min(far, Math.max(a, b));
  }
  if (near > far || near < 0) return undefined;
  const at = add(from, scale(ray, near));
  const against = (n: 0 | 1 | 2): number => (n === axis ? -Math.sign(ray[n]) : 0);
  const normal: Vec3 = [against(0), against(1), against(2)];
  return { distance: near, normal, ...facade(block, axis, at) };
}

/** Windows and doors stand on the front: from, to, bottom, top in metres, and what it is. */
const FRONT = [
  [-3.8, -2, 0.8, 2.3, "window"],
  [-0.75, 0.35, 0.1, 2.35, "door"],
  [1.5, 3.3, 0.8, 2.3, "window"],
] as const;
const SIDE = [
  [1.2, 2.9, 0.9, 2.3, "window"],
  [4.2, 5.8, 0.9, 2.3, "window"],
] as const;

function facade(block: Block, axis: number, at: Vec3): Pick<Hit, "albedo" | "gloss"> {
  const isGarage = block === GARAGE;
  if (isGarage && axis === 2) {
    const inside = Math.min(at[0] - 4.9, 7.6 - at[0], 2.1 - at[1]);
    if (inside > 0) {
      const panel = Math.abs(at[1] / 0.52 - Math.floor(at[1] / 0.52) - 0.5) > 0.47;
      return { albedo: panel ? [0.3, 0.31, 0.32] : [0.56, 0.57, 0.57], gloss: 0 };
    }
    if (inside > -0.1) return { albedo: [0.82, 0.82, 0.8], gloss: 0 };
  }
  const holes = isGarage ? [] : axis === 2 ? FRONT : axis === 0 ? SIDE : [];
  const along = axis === 2 ? at[0] : at[2];
  for (const [from, to, bottom, top, kind] of holes) {
    const inside = Math.min(along - from, to - along, at[1] - bottom, top - at[1]);
    if (inside < -0.1) continue;
    if (inside < 0.05) return { albedo: [0.84, 0.84, 0.82], gloss: 0 };
    if (kind === "door") {
      const isPane = at[1] > 1.6 && at[1] < 2.1 && inside > 0.2;
      return isPane ? { albedo: [0.03, 0.04, 0.05], gloss: 0.4 } : { albedo: [0.1, 0.19, 0.22], gloss: 0.03 };
    }
    const bar = Math.min(
      Math.abs(along - (from + to) / 2),
      Math.abs(at[1] - (bottom + (top - bottom) * 0.62)),
    );
    if (bar < 0.03) return { albedo: [0.84, 0.84, 0.82], gloss: 0 };
    const curtain =
      Math.min(along - from, to - along) < 0.38 ? 0.34 + 0.12 * patternNoise(along * 26, 0, 0, 81) : 0.045;
    return { albedo: [curtain, curtain, curtain * 0.95], gloss: 0.3 };
  }
  if (at[1] < 0.4) {
    const tone = 0.2 + 0.08 * patternNoise(at[0] * 5, at[1] * 9, at[2] * 5, 82);
    return { albedo: [tone, tone * 0.97, tone * 0.93], gloss: 0 };
  }
  const board = at[1] / 0.19 - Math.floor(at[1] / 0.19);
  const tone =
    (board < 0.1 ? 0.5 : 0.7 + 0.05 * board) *
    (0.97 + 0.05 * patternNoise(at[0] * 2, at[1] * 8, at[2] * 2, 83));
  return { albedo: [tone, tone * 0.97, tone * 0.9], gloss: 0 };
}

const EAVES = 0.45;

function roof({ low, high, ridge }: Block, side: -1 | 1, from: Vec3, ray: Vec3): Hit | undefined {
  const middle = (low[2] + high[2]) / 2;
  const half = (high[2] - low[2]) / 2;
  const slope = (ridge - high[1]) / half;
  const normal = normalized([0, 1, side * slope]);
  const facing = dot(ray, normal);
  if (Math.abs(facing) < 1e-9) return undefined;
  const distance = dot(sub([0, ridge + 0.12, middle], from), normal) / facing;
  if (distance <= 0) return undefined;
  const [x, , z] = add(from, scale(ray, distance));
  const out = (z - middle) * side;
  if (x < low[0] - EAVES || x > high[0] + EAVES || out < 0 || out > half + EAVES) return undefined;
  const row = Math.floor(out / 0.32);
  const tile = patternNoise(x * 3.2 + row * 0.5, row, 0, 91);
  const edge = out / 0.32 - row > 0.86 ? 0.6 : 1;
  const rim = out > half + EAVES - 0.1 || x < low[0] - EAVES + 0.09 || x > high[0] + EAVES - 0.09;
  const tone = (0.13 + 0.07 * tile) * edge;
  return {
    distance,
    normal: facing < 0 ? normal : scale(normal, -1),
    albedo: facing > 0 || rim ? [0.76, 0.76, 0.74] : [tone * 1.04, tone, tone * 1.02],
    gloss: 0,
  };
}

function gable(block: Block, end: "low" | "high", from: Vec3, ray: Vec3): Hit | undefined {
  const { low, high, ridge } = block;
  const plane = block[end][0];
  const distance = (plane - from[0]) / ray[0];
  if (!(distance > 0)) return undefined;
  const at = add(from, scale(ray, distance));
  const share = 1 - Math.abs(at[2] - (low[2] + high[2]) / 2) / ((high[2] - low[2]) / 2);
  if (at[1] < high[1] || at[1] > high[1] + (ridge - high[1]) * share) return undefined;
  return { distance, normal: [-Math.sign(ray[0]), 0, 0], ...facade(GARAGE, 0, at) };
}

/** A ball whose surface is leaves: the normal is shaken, and light falls between them. */
function shrub(centre: Vec3, radius: number, seed: number, from: Vec3, ray: Vec3): Hit | undefined {
  const way = sub(from, centre);
  const half = dot(way, ray);
  const rough = 1 + 0.24 * (patternNoise(ray[0] * 160, ray[1] * 160, seed, seed) - 0.5);
  const inner = half * half - dot(way, way) + (radius * rough) ** 2;
  if (inner < 0) return undefined;
  const distance = -half - Math.sqrt(inner);
  if (distance <= 0) return undefined;
  const at = add(from, scale(ray, distance));
  const leaf =
    patternNoise(at[0] * 9, at[1] * 9, at[2] * 9, seed) * 0.5 +
    patternNoise(at[0] * 24, at[1] * 24, at[2] * 24, seed) * 0.5;
  const normal = normalized(
    add(scale(sub(at, centre), 1 / radius), [
      patternNoise(at[0] * 14, at[1] * 14, at[2] * 14, seed + 7) - 0.5,
      patternNoise(at[0] * 14, at[1] * 14, at[2] * 14, seed + 8) - 0.5,
      patternNoise(at[0] * 14, at[1] * 14, at[2] * 14, seed + 9) - 0.5,
    ]),
  );
  const tone = 0.35 + 0.9 * leaf * leaf * 1.4;
  return { distance, normal, albedo: [0.1 * tone, 0.19 * tone, 0.055 * tone], gloss: 0 };
}
