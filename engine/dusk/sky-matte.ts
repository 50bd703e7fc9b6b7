import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { guidedCoefficients } from "#engine/filters/guided.ts";
import { erode } from "#engine/filters/morphology.ts";
import { linearRows } from "#engine/filters/enlarged-rows.ts";
import { resizeMask, resizePlane, shrinkTo } from "#engine/filters/resize.ts";
import { type Plane, planeOfMask } from "#engine/plane.ts";
import { atLeastHalf, type Mask, type Raster } from "#engine/raster.ts";

/** What is needed to say of any pixel of the full-size photo how much sky it is and what sky was there. */
export interface SkyMatte {
  readonly slope: Plane;
  readonly offset: Plane;
  /** Guide brightness of the sky around, with thin dark things closed over, 0–1. */
  readonly backdrop: Plane;
  /** The old sky's colour behind its borders, encoded bytes. */
  readonly oldSky: readonly [Plane, Plane, Plane];
}

/** Builds the matte at about 1 MP by a guided filter; its two coefficients are then used at full size (He, Sun 2015). */
export function buildMatte(photo: Raster, region: SkyRegion): SkyMatte {
  const work = shrinkTo(photo, 900_000);
  const { width, height } = work;
  const guide = guideOf(work);
  const sky = resizeMask(region.mask, width, height);
  const input = planeOfMask(sky);
  const { slope, offset } = guidedCoefficients(guide, input, Math.max(2, Math.round(width / 140)), 8e-5);
  const sure = erode(atLeastHalf(sky), Math.max(2, Math.round(width / 300)));
  return {
    slope,
    offset,
    backdrop: closing(guide, Math.max(3, Math.round(width / 170))),
    oldSky: behind(work, sure),
  };
}

/** A row of the matte at the photo's size: how much of each pixel is sky, 0–1, and the old sky's colours there. */
export interface MatteRow {
  readonly alpha: Float32Array;
  readonly oldSky: readonly [Float32Array, Float32Array, Float32Array];
}

/** Rows of the matte at the photo's own size, to be read in order; undefined for a row without sky. */
export function matteRows(photo: Raster, matte: SkyMatte): (y: number) => MatteRow | undefined {
  const { width, height, data } = photo;
  const slopes = linearRows(matte.slope, width, height);
  const offsets = linearRows(matte.offset, width, height);
  const backdrops = linearRows(matte.backdrop, width, height);
  const reds = linearRows(matte.oldSky[0], width, height);
  const greens = linearRows(matte.oldSky[1], width, height);
  const blues = linearRows(matte.oldSky[2], width, height);
  const hasSky = rowsWithSky(matte);
  const alpha = new Float32Array(width);
  return (y) => {
    const near = Math.max(0, Math.floor(((y + 0.5) * hasSky.length) / height - 0.5));
    if (!hasSky[near] && !hasSky[Math.min(hasSky.length - 1, near + 1)]) return undefined;
    const oldSky = [reds(y), greens(y), blues(y)] as const;
    const coefficients = { slope: slopes(y), offset: offsets(y), backdrop: backdrops(y) };
    readAlpha(data.subarray(y * width * 3, (y + 1) * width * 3), coefficients, oldSky, alpha);
    return { alpha, oldSky };
  };
}

/** An alpha below this is none, one above the rest to 1 is whole: the filter rings a little on both sides of a border. */
const RINGING = 0.08;

/** Where the matte's line can give more than nothing for some guide brightness of 0–1. */
const rowsWithSky = ({ slope, offset }: SkyMatte): readonly boolean[] =>
  Array.from({ length: slope.height }, (_, y) => {
    for (let i = y * slope.width; i < (y + 1) * slope.width; i++)
      if (offset.data[i] + Math.max(0, slope.data[i]) > RINGING) return true;
    return false;
  });

function readAlpha(
  bytes: Uint8Array,
  { slope, offset, backdrop }: { readonly [K in "slope" | "offset" | "backdrop"]: Float32Array },
  [red, green, blue]: MatteRow["oldSky"],
  out: Float32Array,
): void {
  for (let x = 0, j = 0; x < out.length; x++, j += 3) {
    const value = (GUIDE_R * bytes[j] + GUIDE_G * bytes[j + 1] + GUIDE_B * bytes[j + 2]) / 255;
    let alpha = (slope[x] * value + offset[x] - RINGING) / (1 - 2 * RINGING);
    if (alpha <= 0) {
      out[x] = 0;
      continue;
    }
    if (alpha > 1) alpha = 1;
    // Wires and twigs are too thin for the region: they are what is plainly darker than the sky closed over them, and
    // less blue than it. What is darker and bluer is the blue between two clouds.
    const against = value / (backdrop[x] + 0.01);
    if (against < 0.86) {
      const own = blueness(bytes[j], bytes[j + 1], bytes[j + 2]);
      if (own < blueness(red[x], green[x], blue[x]) + 0.03)
        alpha *= against < 0.62 ? 0 : (against - 0.62) / 0.24;
    }
    out[x] = alpha;
  }
}

/** How far blue outweighs red, as a share of all light: −1 to 1. */
const blueness = (r: number, g: number, b: number): number => (b - r) / (r + g + b + 1);

/** The whole matte as a mask of the photo's size. */
export function renderMatte(photo: Raster, matte: SkyMatte): Mask {
  const rowOf = matteRows(photo, matte);
  const data = new Uint8Array(photo.width * photo.height);
  for (let y = 0; y < photo.height; y++) {
    const row = rowOf(y);
    if (row === undefined) continue;
    for (let x = 0, i = y * photo.width; x < photo.width; x++, i++) data[i] = row.alpha[x] * 255 + 0.5;
  }
  return { data, width: photo.width, height: photo.height };
}

// Blue tells sky from roofs better than luma does.
const GUIDE_R = 0.2;
const GUIDE_G = 0.3;
const GUIDE_B = 0.5;

function guideOf({ data, width, height }: Raster): Plane {
  const out = new Float32Array(width * height);
  for (let i = 0, j = 0; i < out.length; i++, j += 3)
    out[i] = (GUIDE_R * data[j] + GUIDE_G * data[j + 1] + GUIDE_B * data[j + 2]) / 255;
  return { data: out, width, height };
}

/** Grey closing by a square: a running maximum, then a running minimum. Drops dark things thinner than the square. */
function closing({ data, width, height }: Plane, reach: number): Plane {
  const wide = extremeDown(extremeAcross(data, width, height, reach, 1), width, height, reach, 1);
  return {
    data: extremeDown(extremeAcross(wide, width, height, reach, -1), width, height, reach, -1),
    width,
    height,
  };
}

/**
 * Largest (sign 1) or smallest (sign −1) value within `reach` to both sides. Windows double: each pass joins two copies
 * shifted against each other, so that a reach of 7 takes 4 passes instead of 14.
 */
function extremeAcross(
  data: Float32Array,
  width: number,
  height: number,
  reach: number,
  sign: 1 | -1,
): Float32Array {
  const out = new Float32Array(data.length);
  const line = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < line.length; x++)
      line[x] = sign * data[row + Math.max(0, Math.min(width - 1, x - reach))];
    for (let covered = 1; covered < 2 * reach + 1;) {
      const shift = Math.min(covered, 2 * reach + 1 - covered);
      for (let x = 0; x + shift < line.length; x++) if (line[x + shift] > line[x]) line[x] = line[x + shift];
      covered += shift;
    }
    for (let x = 0; x < width; x++) out[row + x] = sign * line[x];
  }
  return out;
}

function extremeDown(
  data: Float32Array,
  width: number,
  height: number,
  reach: number,
  sign: 1 | -1,
): Float32Array {
  let current = Float32Array.from(data);
  for (let covered = 1; covered < 2 * reach + 1;) {
    const shift = Math.min(covered, 2 * reach + 1 - covered);
    const next = new Float32Array(data.length);
    for (let y = 0; y < height; y++) {
      const to = y * width;
      const from = Math.min(height - 1, y + shift) * width;
      for (let x = 0; x < width; x++) {
        const a = current[to + x];
        const b = current[from + x];
        next[to + x] = sign * a > sign * b ? a : b;
      }
    }
    current = next;
    covered += shift;
  }
  // The window so far reaches down only; moving it up by half centres it.
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const from = Math.max(0, y - reach) * width;
    out.set(current.subarray(from, from + width), y * width);
  }
  return out;
}

/** Mean of what is surely sky, carried some way over its border: a smooth picture, so a small one does. */
function behind(work: Raster, sure: Mask): SkyMatte["oldSky"] {
  const { width, height } = work;
  const w = Math.max(1, Math.round(width / 4));
  const h = Math.max(1, Math.round(height / 4));
  const spread = (valueAt: (i: number) => number): Plane => {
    const data = new Float32Array(width * height);
    for (let i = 0; i < data.length; i++) if (sure.data[i] !== 0) data[i] = valueAt(i);
    return gaussian(resizePlane({ data, width, height }, w, h), w / 40);
  };
  const weights = spread(() => 1).data;
  const channel = (c: number): Plane => {
    const { data } = spread((i) => work.data[i * 3 + c]);
    for (let i = 0; i < weights.length; i++) data[i] = weights[i] > 1e-4 ? data[i] / weights[i] : -1;
    return { data, width: w, height: h };
  };
  return [channel(0), channel(1), channel(2)];
}
