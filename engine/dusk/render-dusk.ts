import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { type Grade } from "#engine/dusk/dusk-grades.ts";
import { type LampPlanes } from "#engine/dusk/lamp-planes.ts";
import { matteRows, type MatteRow, type SkyMatte } from "#engine/dusk/sky-matte.ts";
import { linearRows, smoothRows } from "#engine/filters/enlarged-rows.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface DuskLight {
  readonly matte: SkyMatte;
  /** Of any size; enlarged to the photo's. */
  readonly newSky: Raster;
  readonly lamps: LampPlanes;
  readonly grade: Grade;
}

/**
 * The photo in evening light, row by row at its own size: graded in linear light, windows lit, the new sky put in
 * through the matte.
 * @returns the picture, and where its sky is new: 255 = wholly
 */
export function renderDusk(
  photo: Raster,
  { matte, newSky, lamps, grade }: DuskLight,
): { readonly image: Raster; readonly sky: Mask } {
  const { width, height, data } = photo;
  const image = new Uint8Array(data.length);
  const sky = new Uint8Array(width * height);
  const none = new Float32Array(width * 3);
  const noSky = { alpha: none, oldSky: [none, none, none], fresh: none } as const;
  const sun = sunTable(grade.sun);
  const matteRow = matteRows(photo, matte);
  const newSkyRow = smoothRows(newSky, width, height);
  const glassRow = litRows(lamps.glass, width, height);
  const bloomRow = litRows(lamps.bloom, width, height);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const matted = matteRow(y);
    gradeRow(
      data.subarray(from * 3, (from + width) * 3),
      matted === undefined ? noSky : { ...matted, fresh: newSkyRow(y) },
      { glass: glassRow(y) ?? none, bloom: bloomRow(y) ?? none },
      { grade, sun },
      { image: image.subarray(from * 3, (from + width) * 3), sky: sky.subarray(from, from + width) },
    );
  }
  return { image: { data: image, width, height }, sky: { data: sky, width, height } };
}

/** Rows of a lamp plane; undefined where a row is dark from side to side. */
function litRows(plane: Plane, width: number, height: number): (y: number) => Float32Array | undefined {
  const rowOf = linearRows(plane, width, height);
  const isLit = Array.from({ length: plane.height }, (_, y) =>
    plane.data.subarray(y * plane.width, (y + 1) * plane.width).some((light) => light > 1e-5),
  );
  return (y) => {
    const at = ((y + 0.5) * plane.height) / height - 0.5;
    const above = Math.max(0, Math.floor(at));
    return isLit[above] || isLit[Math.min(plane.height - 1, above + 1)] ? rowOf(y) : undefined;
  };
}

/** One row, a pixel after the other: what is before the sky is dimmed, its windows lit, then the sky's share added. */
function gradeRow(
  bytes: Uint8Array,
  { alpha, oldSky, fresh }: MatteRow & { readonly fresh: Float32Array },
  { glass, bloom }: { readonly glass: Float32Array; readonly bloom: Float32Array },
  { grade, sun }: { readonly grade: Grade; readonly sun: Float32Array },
  out: { readonly image: Uint8Array; readonly sky: Uint8Array },
): void {
  const { image, sky } = out;
  const [skyR, skyG, skyB] = oldSky;
  const [dimR, dimG, dimB] = grade.dim;
  const [lampR, lampG, lampB] = grade.lamp;
  const { colour } = grade;
  for (let x = 0, j = 0; x < sky.length; x++, j += 3) {
    const a = alpha[x];
    if (a >= 0.999) {
      sky[x] = 255;
      image[j] = clampByte(fresh[j]);
      image[j + 1] = clampByte(fresh[j + 1]);
      image[j + 2] = clampByte(fresh[j + 2]);
      continue;
    }
    let r = srgbToLinear[bytes[j]];
    let g = srgbToLinear[bytes[j + 1]];
    let b = srgbToLinear[bytes[j + 2]];
    // A border pixel is part sky: the old sky's share goes before the new one comes, or edges would glow.
    if (a > 0.02 && skyR[x] >= 0) {
      r = Math.max(r * 0.04, r - a * srgbToLinear[skyR[x] | 0]);
      g = Math.max(g * 0.04, g - a * srgbToLinear[skyG[x] | 0]);
      b = Math.max(b * 0.04, b - a * srgbToLinear[skyB[x] | 0]);
    }
    const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const dim = sun[(light * SUN_STEPS) | 0];
    r = (light + (r - light) * colour) * dimR * dim;
    g = (light + (g - light) * colour) * dimG * dim;
    b = (light + (b - light) * colour) * dimB * dim;
    const inside = glass[x];
    if (inside > 0.002) {
      // The room behind outshines what the glass mirrors; blinds and curtains shine through, brighter than the dark room.
      const glow = inside * (0.75 + 0.9 * Math.sqrt(light));
      const left = 1 - 0.8 * Math.min(1, inside);
      r = r * left + lampR * glow;
      g = g * left + lampG * glow;
      b = b * left + lampB * glow;
    }
    const haze = bloom[x] * (0.35 + 0.65 * (1 - a));
    r += lampR * haze;
    g += lampG * haze;
    b += lampB * haze;
    if (a > 0) {
      // The foreground is its own share of the pixel's light already; the sky adds the rest.
      sky[x] = a * 255 + 0.5;
      r += a * srgbToLinear[clampByte(fresh[j])];
      g += a * srgbToLinear[clampByte(fresh[j + 1])];
      b += a * srgbToLinear[clampByte(fresh[j + 2])];
    }
    image[j] = linearToSrgb(r);
    image[j + 1] = linearToSrgb(g);
    image[j + 2] = linearToSrgb(b);
  }
}

const SUN_STEPS = 2047;

/** Bright surfaces lose more than dark ones: the sun that made the difference is down. Factor for each light. */
const sunTable = (exponent: number): Float32Array =>
  Float32Array.from({ length: SUN_STEPS + 2 }, (_, i) => {
    const light = Math.max(1e-5, i / SUN_STEPS);
    const flat = (light / 0.28) ** (exponent - 1);
    return light > 0.28 ? flat : 1 + (flat - 1) * 0.5;
  });

const clampByte = (value: number): number => (value <= 0 ? 0 : value >= 254.5 ? 255 : (value + 0.5) | 0);
