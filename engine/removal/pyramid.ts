import { type Mask, type Raster } from "#engine/raster.ts";

/** Patches are squares of side 2·REACH + 1. */
export const REACH = 3;
export const SIDE = 2 * REACH + 1;

/** One size of the picture being filled. Colours 0–255, three a pixel; `texture` is local contrast, 0–255. */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly colour: Float32Array;
  readonly texture: Float32Array;
  /** 1 = to be filled. */
  readonly hole: Uint8Array;
  /** 1 = a whole, known patch is centred here. */
  readonly isSource: Uint8Array;
  /** Pixels whose patch touches the hole. */
  readonly targets: Int32Array;
  /** Place of a pixel in `targets`, −1 for others. */
  readonly targetOf: Int32Array;
  /** Distance to the known picture, pixels. */
  readonly depth: Float32Array;
}

/**
 * The picture at full and ever halved sizes, finest first, down to a shorter side of about 48 pixels; a very wide one
 * goes on until it is no larger than others are by then. Texture is measured at full size and averaged down, so that a
 * rug and a plain wall of one colour stay apart when both look flat.
 * @param unusable ≥ 128 = known, but no source
 */
export function pyramid(photo: Raster, hole: Mask, unusable?: Mask): Level[] {
  const { width, height } = photo;
  let sheet: Sheet = {
    width,
    height,
    colour: Float32Array.from(photo.data),
    texture: new Float32Array(width * height),
    hole: hole.data.map((v) => (v >= 128 ? 1 : 0)),
    barred: hole.data.map((v, i) => (v >= 128 || (unusable?.data[i] ?? 0) >= 128 ? 1 : 0)),
  };
  measureTexture(sheet);
  const levels = [levelOf(sheet)];
  while (isLarge(sheet)) {
    const half = halved(sheet);
    const open = half.hole.reduce((sum, v) => sum + v, 0);
    if (open > half.hole.length * 0.85) break;
    const level = levelOf(half);
    if (!level.isSource.includes(1)) break;
    levels.push(level);
    sheet = half;
    if (open < 20) break;
  }
  return levels;
}

/** Whether it is worth halving. */
function isLarge({ width, height }: Sheet): boolean {
  const shorter = Math.min(width, height);
  return shorter > COARSE_PX || (width * height > 3 * COARSE_PX * COARSE_PX && shorter >= 4 * SIDE);
}

/** Of the shorter side, pixels; three squares of it are as large as the coarsest size of most pictures gets. */
const COARSE_PX = 72;

/** The pixels a patch may be copied from. */
export function sourcesOf({ isSource }: Level): readonly number[] {
  const sources: number[] = [];
  for (let i = 0; i < isSource.length; i++) if (isSource[i]) sources.push(i);
  return sources;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly colour: Float32Array;
  readonly texture: Float32Array;
  readonly hole: Uint8Array;
  /** 1 = hole, or not to be copied. */
  readonly barred: Uint8Array;
}

function measureTexture({ width, height, colour, texture, hole }: Sheet): void {
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (hole[i] || hole[i - 1] || hole[i + 1] || hole[i - width] || hole[i + width]) continue;
      const across = Math.abs(colour[(i + 1) * 3 + 1] - colour[(i - 1) * 3 + 1]);
      const down = Math.abs(colour[(i + width) * 3 + 1] - colour[(i - width) * 3 + 1]);
      texture[i] = (across + down) / 2;
    }
}

function halved(from: Sheet): Sheet {
  const width = from.width >> 1;
  const height = from.height >> 1;
  const n = width * height;
  const colour = new Float32Array(n * 3);
  const texture = new Float32Array(n);
  const hole = new Uint8Array(n);
  const barred = new Uint8Array(n);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      let known = 0;
      let usable = 0;
      for (let k = 0; k < 4; k++) {
        const j = (2 * y + (k >> 1)) * from.width + 2 * x + (k & 1);
        if (!from.barred[j]) usable++;
        if (from.hole[j]) continue;
        known++;
        for (let c = 0; c < 3; c++) colour[i * 3 + c] += from.colour[j * 3 + c];
        texture[i] += from.texture[j];
      }
      if (known < 2) hole[i] = 1;
      if (usable < 2) barred[i] = 1;
      if (known === 0) continue;
      for (let c = 0; c < 3; c++) colour[i * 3 + c] /= known;
      texture[i] /= known;
    }
  return { width, height, colour, texture, hole, barred };
}

function levelOf({ width, height, colour, texture, hole, barred }: Sheet): Level {
  const n = width * height;
  const counted = windowSums(hole, width, height);
  const blocked = windowSums(barred, width, height);
  const isSource = new Uint8Array(n);
  const targetOf = new Int32Array(n).fill(-1);
  const targets: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (counted[i] > 0) {
        targetOf[i] = targets.length;
        targets.push(i);
      } else if (blocked[i] === 0 && x >= REACH && y >= REACH && x < width - REACH && y < height - REACH)
        isSource[i] = 1;
    }
  return {
    width,
    height,
    colour,
    texture,
    hole,
    isSource,
    targets: Int32Array.from(targets),
    targetOf,
    depth: depthOf(hole, width, height),
  };
}

/** How many hole pixels lie in the patch around each pixel. */
function windowSums(hole: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(hole.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(REACH, width); x++) sum += hole[row + x];
    for (let x = 0; x < width; x++) {
      if (x + REACH < width) sum += hole[row + x + REACH];
      if (x > REACH) sum -= hole[row + x - REACH - 1];
      rows[row + x] = sum;
    }
  }
  const out = new Uint8Array(hole.length);
  for (let y = 0; y < height; y++)
    for (let k = Math.max(0, y - REACH); k <= Math.min(height - 1, y + REACH); k++)
      for (let x = 0; x < width; x++) out[y * width + x] += rows[k * width + x];
  return out;
}

/** City-block distance to the nearest known pixel. */
function depthOf(hole: Uint8Array, width: number, height: number): Float32Array {
  const depth = new Float32Array(hole.length);
  for (let i = 0; i < depth.length; i++) if (hole[i]) depth[i] = 1e6;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (depth[i] === 0) continue;
      if (x > 0) depth[i] = Math.min(depth[i], depth[i - 1] + 1);
      if (y > 0) depth[i] = Math.min(depth[i], depth[i - width] + 1);
    }
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--) {
      const i = y * width + x;
      if (depth[i] === 0) continue;
      if (x < width - 1) depth[i] = Math.min(depth[i], depth[i + 1] + 1);
      if (y < height - 1) depth[i] = Math.min(depth[i], depth[i + width] + 1);
    }
  return depth;
}
