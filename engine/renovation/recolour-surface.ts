import { linearOfHex, linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { estimateCast } from "#engine/enhance/white-balance.ts";
import { pixelsSet } from "#engine/filters/coverage.ts";
import { wideBlur } from "#engine/filters/gaussian.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { luminancePlane, type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";
import { type Factors, type MaterialTexture, materialTexture } from "#engine/renovation/material-texture.ts";
import { lightOnPlane } from "#engine/renovation/light-on-plane.ts";
import { localMeans } from "#engine/renovation/local-mean.ts";
import { type SurfaceMap } from "#engine/renovation/surface-plane.ts";

/** What a surface is to look like. */
export interface NewLook {
  /** sRGB hex, "#a3b18a". */
  readonly colour: string;
  readonly material?: string | undefined;
  readonly seed: number;
}

/**
 * Gives a surface another colour or material and keeps its light: the new reflectance is multiplied by the old shading,
 * taken in linear light from a low-pass of the surface itself (so that neither furniture nor windows bleed in). Paint
 * keeps a little of the old texture, a new material none.
 * @param alpha 0–1 at the photo's size: how much of the pixel is the surface
 * @param map   where on the surface a pixel lies, for materials
 */
export function recolourSurface(photo: Raster, alpha: Plane, map: SurfaceMap, look: NewLook): Raster {
  const { width, height, data } = photo;
  const luminance = luminancePlane(photo).data;
  const isLaid = look.material !== undefined && look.material !== "shaker";
  const shading = isLaid ? lightOnPlane(luminance, alpha, map) : shadingOf(luminance, alpha, width, height);
  const reference = referenceOf(shading, alpha);
  const exposure = exposureOf(luminance);
  const light = tintOfLight(photo);
  const target = linearOfHex(look.colour);
  const out = Uint8Array.from(data);
  const texture = materialTexture(look.material, look.seed);
  const paint: Paint = {
    target: [target[0] * light[0], target[1] * light[1], target[2] * light[2]],
    factorsAt: isLaid ? (x, y) => factorsOn(texture, map(x, y)) : undefined,
    reference,
    exposure,
    grain: GRAIN * Math.min(1, Math.max(0.3, Math.sqrt(reference / (lightOf(target) * exposure)))),
  };
  for (let y = 0; y < height; y++) paintRow(y, width, alpha.data, { luminance, shading }, paint, out);
  paintBorder(photo, alpha, { luminance, shading }, paint, out);
  return { data: out, width, height };
}

interface Paint {
  /** Linear light of the new surface, well lit. */
  readonly target: readonly [number, number, number];
  /** What a material makes of it at a pixel; undefined for even paint. */
  readonly factorsAt: ((x: number, y: number) => Factors) | undefined;
  /** Brightness of the old surface where it is well lit. */
  readonly reference: number;
  readonly exposure: number;
  /** The power that old grain keeps. */
  readonly grain: number;
}

/** A plane each. */
interface Light {
  readonly luminance: Float32Array;
  readonly shading: Float32Array;
}

const factorsOn = (texture: MaterialTexture, { u, v, pixelM }: ReturnType<SurfaceMap>): Factors =>
  texture(u, v, pixelM);

const even: Factors = [1, 1, 1];

/** Paints what is wholly the surface. */
function paintRow(
  y: number,
  width: number,
  alpha: Float32Array,
  light: Light,
  paint: Paint,
  out: Uint8Array,
): void {
  const { target, factorsAt } = paint;
  for (let x = 0, i = y * width; x < width; x++, i++) {
    if (alpha[i] < 1) continue;
    const shade = shadeAt(i, 1, light, paint);
    const factors = factorsAt === undefined ? even : factorsAt(x, y);
    for (let c = 0; c < 3; c++) out[i * 3 + c] = linearToSrgb(shouldered(target[c] * factors[c] * shade));
  }
}

/** What the old surface gave to a border pixel goes with it; the rest is what stands before. */
function paintBorder(photo: Raster, alpha: Plane, light: Light, paint: Paint, out: Uint8Array): void {
  const { data, width } = photo;
  const { target, factorsAt } = paint;
  const { at, colours } = oldColours(photo, alpha);
  for (let k = 0; k < at.length; k++) {
    const i = at[k];
    const a = alpha.data[i];
    if (a < 0.01) continue;
    const shade = shadeAt(i, a, light, paint);
    const factors = factorsAt === undefined ? even : factorsAt(i % width, Math.floor(i / width));
    for (let c = 0, j = i * 3; c < 3; c++) {
      const rest = Math.max(0, Math.min(1 - a, srgbToLinear[data[j + c]] - a * colours[c][k]));
      out[j + c] = linearToSrgb(rest + shouldered(target[c] * factors[c] * shade) * a);
    }
  }
}

function shadeAt(
  i: number,
  share: number,
  { luminance, shading }: Light,
  { factorsAt, reference, exposure, grain }: Paint,
): number {
  const low = Math.max(0.002, shading[i]);
  const kept = factorsAt === undefined ? keptGrain(luminance[i] / low, share, grain) : 1;
  return Math.min(2.2, (low / reference) ** 0.92) * kept * exposure;
}

/** A soft shoulder keeps sunlit spots from burning out. */
const shouldered = (light: number): number =>
  light < 0.8 ? light : 0.8 + 0.2 * (1 - Math.exp(-(light - 0.8) / 0.2));

/** The power that old grain keeps on a surface painted as dark as it was; lighter paint would make more of it. */
const GRAIN = 0.42;

const lightOf = ([r, g, b]: readonly [number, number, number]): number =>
  Math.max(0.01, 0.2126 * r + 0.7152 * g + 0.0722 * b);

/** Old grain is painted over; what is much darker than around it is a joint or a shadow and stays. */
function keptGrain(fine: number, share: number, grain: number): number {
  const bounded = Math.max(0.25, Math.min(3, fine));
  const kept = bounded < 0.45 ? bounded ** 0.8 : bounded ** grain;
  // A mixed pixel's light is not the surface's.
  const sure = Math.max(0, share * 5 - 4);
  return 1 + (kept - 1) * sure;
}

/** The pixels that are the surface in part, and its old linear light around each of them, one list a channel. */
function oldColours(
  { data, width, height }: Raster,
  alpha: Plane,
): { readonly at: Int32Array; readonly colours: readonly Float32Array[] } {
  const light = [0, 1, 2].map(() => new Float32Array(width * height));
  const [red, green, blue] = light;
  const pure = new Float32Array(width * height);
  const isMixed = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < pure.length; i++, j += 3) {
    const a = alpha.data[i];
    if (a > 0 && a < 1) isMixed[i] = 1;
    if (a <= 0.98) continue;
    pure[i] = 1;
    red[i] = srgbToLinear[data[j]];
    green[i] = srgbToLinear[data[j + 1]];
    blue[i] = srgbToLinear[data[j + 2]];
  }
  const at = pixelsSet(isMixed);
  return { at, colours: localMeans(light, { data: pure, width, height }, Math.max(4, width / 250), at) };
}

/** Low-pass of the surface's light, weighted by the surface, so that what is not surface does not count. */
function shadingOf(luminance: Float32Array, alpha: Plane, width: number, height: number): Float32Array {
  const weight = new Float32Array(luminance.length);
  const weighted = new Float32Array(luminance.length);
  for (let i = 0; i < weight.length; i++) {
    weight[i] = alpha.data[i] * alpha.data[i] + 1e-5;
    weighted[i] = weight[i] * luminance[i];
  }
  const sigma = Math.max(2, width / 110);
  const sum = wideBlur({ data: weighted, width, height }, sigma).data;
  const total = wideBlur({ data: weight, width, height }, sigma).data;
  for (let i = 0; i < sum.length; i++) sum[i] /= total[i];
  return sum;
}

/** The brightness of the surface where it is well lit: its 60th percentile. */
function referenceOf(shading: Float32Array, alpha: Plane): number {
  const inside: number[] = [];
  for (let i = 0; i < shading.length; i += 5) if (alpha.data[i] > 0.8) inside.push(shading[i]);
  return inside.length === 0 ? 0.3 : Math.max(0.004, percentile(inside, 0.6));
}

/** How bright white is in this room, its windows left out: a new white wall in a dim room must not shine. */
function exposureOf(luminance: Float32Array): number {
  const sample: number[] = [];
  for (let i = 0; i < luminance.length; i += 7) if (luminance[i] < BURNT) sample.push(luminance[i]);
  if (sample.length === 0) return 1;
  return Math.max(0.3, Math.min(1.05, percentile(sample, 0.93) / 0.72));
}

/** The light's own colour at unit luminance, half trusted: paint in warm light looks warm. */
function tintOfLight(photo: Raster): readonly [number, number, number] {
  const gains = estimateCast(shrinkTo(photo, 120_000));
  const raw = gains.map((gain) => (1 / gain) ** 0.6);
  const y = 0.2126 * raw[0] + 0.7152 * raw[1] + 0.0722 * raw[2];
  return [raw[0] / y, raw[1] / y, raw[2] / y];
}

const BURNT = 0.9;
