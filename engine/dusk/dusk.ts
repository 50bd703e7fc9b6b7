import { type DuskIntensity, type WindowTap } from "#core/edit/params.ts";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { isAlreadyDusk } from "#engine/dusk/already-dusk.ts";
import { skyConfidence } from "#engine/dusk/find-sky.ts";
import { findWindows, type FoundWindows } from "#engine/dusk/find-windows.ts";
import { paintSky } from "#engine/dusk/paint-sky.ts";
import { buildMatte, matteRows } from "#engine/dusk/sky-matte.ts";
import { findSkyRegion, type SkyRegion } from "#engine/dusk/sky-region.ts";
import { type WindowLikeness } from "#engine/dusk/window-likeness.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { linearRows, smoothRows } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface DuskOptions {
  readonly intensity: DuskIntensity;
  /** Same seed, same bytes; another seed, other clouds and other windows dark. */
  readonly seed: number;
  /** An image model's answer of any size whose sky is taken instead of the studio's own. */
  readonly replacedSky?: Raster;
  /** Where windows are, as the network sees it; without it frames, colours and rows decide. */
  readonly likeness?: WindowLikeness | undefined;
  /** Windows the person lit or darkened. */
  readonly windows?: readonly WindowTap[] | undefined;
}

export type Dusk =
  | {
      readonly kind: "dusk";
      readonly image: Raster;
      /** Of the photo's size: where the sky was replaced, 255 = wholly. The rest is graded, its structure kept. */
      readonly sky: Mask;
      readonly windowsLit: number;
    }
  | { readonly kind: "refused"; readonly reason: "no-sky" | "already-dusk" };

/**
 * Turns a day exterior into dusk at the photo's own size: the sky is replaced through a matte that keeps branches, wires
 * and roof edges, the rest is graded in linear light as if lit by that sky, windows found are lit from inside.
 * @param sky what {@link findDaySky} says of this photo, where a caller has it at hand
 */
export function toDusk(photo: Raster, options: DuskOptions, sky = findDaySky(photo)): Dusk {
  if (sky.kind === "refused") return sky;
  const { region } = sky;
  const windows = findWindows(photo, region.mask, options.windows, options.likeness);
  const { image, sky: mask } = render(photo, region, windows, options);
  return { kind: "dusk", image, sky: mask, windowsLit: windows.windows.length };
}

export type DaySky =
  | { readonly kind: "day"; readonly region: SkyRegion }
  | { readonly kind: "refused"; readonly reason: "no-sky" | "already-dusk" };

/** The sky that dusk would replace, or why it cannot. */
export function findDaySky(photo: Raster): DaySky {
  const region = findSkyRegion(photo);
  if (region === undefined || skyConfidence(region) < 0.5) return { kind: "refused", reason: "no-sky" };
  return isAlreadyDusk(photo, region) ? { kind: "refused", reason: "already-dusk" } : { kind: "day", region };
}

interface Grade {
  /** Factor on linear light, a channel each: dims and cools. */
  readonly dim: readonly [number, number, number];
  /** What is left of the photo's own colourfulness. */
  readonly colour: number;
  /** Flattens the sun's shadows: 1 keeps them, 0.8 is overcast. */
  readonly sun: number;
  /** Light of a lit window, linear. */
  readonly lamp: readonly [number, number, number];
  readonly lampStrength: number;
  /** Share of the windows that are lit. */
  readonly lit: number;
}

const grades: { readonly [I in DuskIntensity]: Grade } = {
  subtle: {
    dim: [0.56, 0.5, 0.52],
    colour: 0.92,
    sun: 0.9,
    lamp: [1, 0.62, 0.27],
    lampStrength: 0.55,
    lit: 0.7,
  },
  moderate: {
    dim: [0.27, 0.28, 0.38],
    colour: 0.8,
    sun: 0.82,
    lamp: [1, 0.6, 0.24],
    lampStrength: 0.8,
    lit: 0.85,
  },
  dramatic: {
    dim: [0.125, 0.125, 0.2],
    colour: 0.72,
    sun: 0.76,
    lamp: [1, 0.57, 0.2],
    lampStrength: 1,
    lit: 0.95,
  },
};

function render(
  photo: Raster,
  region: SkyRegion,
  windows: FoundWindows,
  { intensity, seed, replacedSky }: DuskOptions,
): { image: Raster; sky: Mask } {
  const { width, height, data } = photo;
  const grade = grades[intensity];
  const matte = buildMatte(photo, region);
  const sky = replacedSky ?? paintFor(photo, region, intensity, seed);
  const lamps = lampPlanes(windows, grade, seed);
  const alphaRow = matteRows(photo, matte);
  const newSky = smoothRows(sky, width, height);
  const oldRed = linearRows(matte.oldSky[0], width, height);
  const oldGreen = linearRows(matte.oldSky[1], width, height);
  const oldBlue = linearRows(matte.oldSky[2], width, height);
  const lampRow = linearRows(lamps.glass, width, height);
  const bloomRow = linearRows(lamps.bloom, width, height);
  const out = new Uint8Array(data.length);
  const mask = new Uint8Array(width * height);
  const sun = sunTable(grade.sun);
  const [dimR, dimG, dimB] = grade.dim;
  const [lampR, lampG, lampB] = grade.lamp;
  const { colour } = grade;
  for (let y = 0; y < height; y++) {
    const alpha = alphaRow(y);
    const fresh = newSky(y);
    const skyR = oldRed(y);
    const skyG = oldGreen(y);
    const skyB = oldBlue(y);
    const lamp = lampRow(y);
    const bloom = bloomRow(y);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const j = i * 3;
      const a = alpha[x];
      if (a >= 0.999) {
        mask[i] = 255;
        out[j] = clampByte(fresh[x * 3]);
        out[j + 1] = clampByte(fresh[x * 3 + 1]);
        out[j + 2] = clampByte(fresh[x * 3 + 2]);
        continue;
      }
      let r = srgbToLinear[data[j]];
      let g = srgbToLinear[data[j + 1]];
      let b = srgbToLinear[data[j + 2]];
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
      const inside = lamp[x];
      if (inside > 0.002) {
        const glow = 0.42 + 1.1 * Math.sqrt(light);
        const share = Math.min(1, inside);
        r += (lampR * glow - r) * share;
        g += (lampG * glow - g) * share;
        b += (lampB * glow - b) * share;
      }
      const haze = bloom[x] * (0.35 + 0.65 * (1 - a));
      r += lampR * haze;
      g += lampG * haze;
      b += lampB * haze;
      if (a > 0) {
        // The foreground is its own share of the pixel's light already; the sky adds the rest.
        mask[i] = a * 255 + 0.5;
        r += a * srgbToLinear[clampByte(fresh[x * 3])];
        g += a * srgbToLinear[clampByte(fresh[x * 3 + 1])];
        b += a * srgbToLinear[clampByte(fresh[x * 3 + 2])];
      }
      out[j] = linearToSrgb(r);
      out[j + 1] = linearToSrgb(g);
      out[j + 2] = linearToSrgb(b);
    }
  }
  return {
    image: { data: out, width, height },
    sky: { data: mask, width, height },
  };
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

function paintFor(photo: Raster, region: SkyRegion, intensity: DuskIntensity, seed: number): Raster {
  const width = Math.min(960, photo.width);
  const horizon = horizonOf(region.mask);
  const height = Math.max(1, Math.round((width * photo.height) / photo.width));
  return paintSky(width, height, { intensity, seed, sunSide: sunSideOf(photo, region.mask), horizon });
}

/** Lowest place where the sky is seen, as a share of the height; houses hide the true horizon a little below it. */
function horizonOf({ data, width, height }: Mask): number {
  for (let y = height - 1; y > 0; y--) {
    let count = 0;
    for (let x = 0; x < width; x++) if (data[y * width + x] !== 0) count++;
    if (count > width * 0.012) return Math.min(0.85, (y + 0.06 * height) / height);
  }
  return 0.5;
}

/** −0.8 or 0.8: the side where the old sky is brighter, which is nearer to the sun. */
function sunSideOf(photo: Raster, sky: Mask): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let y = 0; y < sky.height; y += 3)
    for (let x = 0; x < sky.width; x += 3) {
      if (sky.data[y * sky.width + x] === 0) continue;
      const px = Math.floor((x * photo.width) / sky.width);
      const py = Math.floor((y * photo.height) / sky.height);
      const side = x * 2 < sky.width ? 0 : 1;
      const j = (py * photo.width + px) * 3;
      sums[side] += photo.data[j] + photo.data[j + 1] + photo.data[j + 2];
      counts[side]++;
    }
  if (counts[0] === 0 || counts[1] === 0) return counts[0] > counts[1] ? -0.8 : 0.8;
  return sums[0] / counts[0] > sums[1] / counts[1] ? -0.8 : 0.8;
}

/** Which glass glows how strongly (0–1), and the haze of light around it. */
function lampPlanes(
  { panes, labels, windows }: FoundWindows,
  grade: Grade,
  seed: number,
): { glass: Plane; bloom: Plane } {
  const { width, height } = panes;
  const glass = new Float32Array(width * height);
  const strengths = windows.map(({ isAsked }, k) =>
    isAsked !== true && hash2(k, 3, seed) > grade.lit
      ? 0
      : grade.lampStrength * (0.55 + 0.45 * hash2(k, 5, seed)),
  );
  for (let i = 0; i < glass.length; i++) {
    const k = labels[i] - 1;
    if (k < 0) continue;
    const own = windows[k];
    const y = Math.floor(i / width);
    const x = i - y * width;
    const t = (x - own.left) / (own.right - own.left);
    const top = own.topLeft + (own.topRight - own.topLeft) * t;
    const bottom = own.bottomLeft + (own.bottomRight - own.bottomLeft) * t;
    const down = (y - top) / Math.max(1, bottom - top);
    const across = Math.abs(2 * t - 1);
    // A lamp hangs high in the room; corners get less of it.
    glass[i] = strengths[k] * (1 - 0.35 * down) * (1 - 0.18 * across * across);
  }
  const soft = gaussian({ data: glass, width, height }, 0.7);
  const near = gaussian(soft, width / 160).data;
  const far = gaussian(soft, width / 34).data;
  const bloom = near.map((v, i) => grade.lampStrength * (0.07 * v + 0.12 * far[i]));
  return { glass: soft, bloom: { data: bloom, width, height } };
}
