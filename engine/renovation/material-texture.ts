import { fbm, valueNoise } from "#engine/filters/noise.ts";
import { hash2 } from "#engine/random.ts";

/**
 * Brightness and tint of a material at a place on its surface, as factors on the base colour's linear light; the mean
 * over the surface is about 1. `u`, `v` in metres; planks run along v. `pixelM` is how many metres a pixel spans there:
 * what is finer fades out instead of shimmering.
 */
export type MaterialTexture = (u: number, v: number, pixelM: number) => Factors;
export type Factors = readonly [red: number, green: number, blue: number];

/** The materials the studio paints. An unknown name is even paint. */
export function materialTexture(name: string | undefined, seed: number): MaterialTexture {
  const make = textures[name ?? ""];
  return make === undefined ? () => even : make(seed);
}

const even: Factors = [1, 1, 1];

const textures: Readonly<Record<string, (seed: number) => MaterialTexture>> = {
  planks: (seed) => (u, v, pixelM) => plank(u, v, 0.16, 1.9, pixelM, seed),
  herringbone: (seed) => (u, v, pixelM) => herringbone(u, v, pixelM, seed),
  tiles: (seed) => (u, v, pixelM) => tile(u, v, 0.6, pixelM, seed),
  carpet: (seed) => (u, v, pixelM) => carpet(u, v, pixelM, seed),
  concrete: (seed) => (u, v, pixelM) => concrete(u, v, pixelM, seed),
  marble: (seed) => (u, v) => marble(u, v, seed),
  quartz: (seed) => (u, v, pixelM) => speckled(u, v, pixelM, 0.03, 0.004, seed),
  granite: (seed) => (u, v, pixelM) => speckled(u, v, pixelM, 0.5, 0.006, seed),
  terrazzo: (seed) => (u, v, pixelM) => terrazzo(u, v, pixelM, seed),
};

/** How much of a detail of this size (metres) can be seen, 0–1. */
const seen = (detailM: number, pixelM: number): number =>
  Math.max(0, Math.min(1, (detailM / pixelM - 0.6) / 1.4));

function plank(u: number, v: number, widthM: number, lengthM: number, pixelM: number, seed: number): Factors {
  const column = Math.floor(u / widthM);
  const shifted = v + hash2(column, 7, seed) * lengthM;
  const row = Math.floor(shifted / lengthM);
  return board(
    u - column * widthM,
    shifted - row * lengthM,
    widthM,
    lengthM,
    pixelM,
    hash2(column, row, seed),
    seed + column * 31 + row * 17,
  );
}

/** One board with its grain along its length; `tone` 0–1 makes it lighter or darker than its neighbours. */
function board(
  x: number,
  y: number,
  widthM: number,
  lengthM: number,
  pixelM: number,
  tone: number,
  seed: number,
): Factors {
  const bend = (fbm(y * 1.4, x * 6, seed, 2) - 0.5) * 0.05;
  const rings = fbm((x + bend) * 46, y * 1.3, seed, 3) - 0.5;
  const fibres = valueNoise(x * 420, y * 7, seed + 5) - 0.5;
  const grain = rings * 0.34 * seen(0.02, pixelM) + fibres * 0.16 * seen(0.004, pixelM);
  const edge = Math.min(x, widthM - x, y, lengthM - y);
  const gap = 0.0016;
  const line = Math.max(0, 1 - edge / Math.max(gap, pixelM * 0.8)) * Math.min(1, (gap * 1.6) / pixelM);
  const light = (0.88 + 0.24 * tone + grain) * (1 - 0.62 * line);
  const warmth = (tone - 0.5) * 0.06 + rings * 0.05;
  return [light * (1 + warmth), light, light * (1 - warmth * 1.4)];
}

/** Boards of 9 × 45 cm at right angles to each other. */
function herringbone(u: number, v: number, pixelM: number, seed: number): Factors {
  const w = 0.09;
  const n = 5;
  // Turned by 45° so that the points lead into the room.
  const x = ((u + v) * Math.SQRT1_2) / w;
  const y = ((v - u) * Math.SQRT1_2) / w;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const phase = (((column - row) % (2 * n)) + 2 * n) % (2 * n);
  if (phase < n) {
    const start = column - phase;
    return board(
      (y - row) * w,
      (x - start) * w,
      w,
      n * w,
      pixelM,
      hash2(start, row, seed),
      seed + start * 13 + row * 29,
    );
  }
  const start = row - (2 * n - 1 - phase);
  return board(
    (x - column) * w,
    (y - start) * w,
    w,
    n * w,
    pixelM,
    hash2(column, start, seed + 1),
    seed + column * 19 + start * 23,
  );
}

function tile(u: number, v: number, sizeM: number, pixelM: number, seed: number): Factors {
  const column = Math.floor(u / sizeM);
  const row = Math.floor(v / sizeM);
  const x = u - column * sizeM;
  const y = v - row * sizeM;
  const edge = Math.min(x, sizeM - x, y, sizeM - y);
  const joint = 0.003;
  const line = Math.max(0, 1 - edge / Math.max(joint, pixelM * 0.8)) * Math.min(1, (joint * 1.8) / pixelM);
  const cloud = (fbm(u * 5 + hash2(column, row, seed) * 9, v * 5, seed, 4) - 0.5) * 0.12;
  const light = (0.985 + 0.03 * hash2(column, row, seed + 3) + cloud) * (1 - 0.34 * line);
  return [light, light, light];
}

function carpet(u: number, v: number, pixelM: number, seed: number): Factors {
  const pile = (valueNoise(u * 260, v * 260, seed) - 0.5) * 0.4 * seen(0.004, pixelM);
  const tread = (fbm(u * 2.2, v * 2.2, seed + 9, 3) - 0.5) * 0.14;
  const light = 1 + pile + tread;
  return [light, light, light];
}

function concrete(u: number, v: number, pixelM: number, seed: number): Factors {
  const cloud = (fbm(u * 1.3, v * 1.3, seed, 5, 0.58) - 0.5) * 0.34;
  const pores = valueNoise(u * 90, v * 90, seed + 4) > 0.93 ? -0.1 * seen(0.01, pixelM) : 0;
  const light = 1 + cloud + pores;
  return [light, light, light];
}

function marble(u: number, v: number, seed: number): Factors {
  const bend = fbm(u * 1.6, v * 1.6, seed, 5, 0.55);
  const vein = Math.abs(Math.sin((u * 1.1 + v * 0.7 + bend * 3.4) * 3.1));
  const fine = Math.abs(Math.sin((u * 0.6 - v * 1.3 + bend * 4.6) * 6.3));
  const dark = 0.3 * Math.max(0, 1 - vein * 7) + 0.12 * Math.max(0, 1 - fine * 9) + (bend - 0.5) * 0.16;
  const light = 1.02 - dark;
  return [light, light * 1.001, light * 1.004];
}

function speckled(
  u: number,
  v: number,
  pixelM: number,
  strength: number,
  grainM: number,
  seed: number,
): Factors {
  const visible = seen(grainM, pixelM);
  const speck = (valueNoise(u / grainM, v / grainM, seed) - 0.5) * 2 * strength * visible;
  const blotch = (fbm(u * 14, v * 14, seed + 2, 3) - 0.5) * strength * 0.8;
  const light = Math.max(0.15, 1 + speck + blotch);
  return [light, light, light];
}

function terrazzo(u: number, v: number, pixelM: number, seed: number): Factors {
  const cell = 0.022;
  const column = Math.floor(u / cell);
  const row = Math.floor(v / cell);
  let nearest = 9;
  let tone = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const x = column + dx + hash2(column + dx, row + dy, seed);
      const y = row + dy + hash2(column + dx, row + dy, seed + 1);
      const d = Math.hypot(u / cell - x, v / cell - y);
      if (d < nearest) {
        nearest = d;
        tone = hash2(column + dx, row + dy, seed + 2);
      }
    }
  const chip = nearest < 0.34 ? (tone - 0.55) * 0.6 * seen(cell * 0.5, pixelM) : 0;
  return [1 + chip * 1.05, 1 + chip, 1 + chip * 0.9];
}
