import { srgbToLinear } from "#engine/colour/srgb.ts";
import { boxMean } from "#engine/filters/box.ts";
import { pixelsSet } from "#engine/filters/coverage.ts";
import { squaredDistance } from "#engine/filters/morphology.ts";
import { type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { localMeans } from "#engine/renovation/local-mean.ts";

/**
 * Each pixel's share of a surface, 0–1: whole inside, none outside, and along the border what makes the pixel a mixture
 * of the surface's colour and that of what stands before it, both as seen a few pixels away (colour-line unmixing in
 * linear light). Where the two look the same, a narrow ramp.
 * @param unlike how unlike the surface each pixel is, asked as far as `matteReachPx` from the mask; what is most unlike
 *   shows the other thing purest
 */
export function borderMatte(photo: Raster, mask: Mask, unlike: Float32Array): Plane {
  const { width, height } = mask;
  const n = width * height;
  const reach = matteReachPx(width);
  const inside = squaredDistance(mask, false, reach);
  const outside = squaredDistance(mask, true, reach);
  const zone = zonePx(width);
  const near = nearPx(width);
  const light = [new Float32Array(n), new Float32Array(n), new Float32Array(n)];
  const [red, green, blue] = light;
  const surfaceWeight = new Float32Array(n);
  const otherWeight = new Float32Array(n);
  const isMixed = new Uint8Array(n);
  for (let i = 0, j = 0; i < n; i++, j += 3) {
    if (inside[i] > reach * reach || outside[i] > reach * reach) continue;
    red[i] = srgbToLinear[photo.data[j]];
    green[i] = srgbToLinear[photo.data[j + 1]];
    blue[i] = srgbToLinear[photo.data[j + 2]];
    if (inside[i] > zone * zone) surfaceWeight[i] = 1;
    else if (outside[i] <= zone * zone) isMixed[i] = 1;
    if (outside[i] > 0)
      otherWeight[i] = 0.02 + Math.min(4, unlike[i] * unlike[i]) * (outside[i] > 2 ? 1 : 0.5);
  }
  const mixed = pixelsSet(isMixed);
  const surface = localMeans(light, { data: surfaceWeight, width, height }, near, mixed);
  const other = localMeans(light, { data: otherWeight, width, height }, near, mixed);
  const whole = planeOfMask(mask);
  const ramp = boxMean(whole, 1).data;
  const alpha = whole.data;
  for (let k = 0; k < mixed.length; k++) {
    const i = mixed[k];
    const { share, trust } = unmixed([red[i], green[i], blue[i]], k, surface, other);
    alpha[i] = ramp[i] + (share - ramp[i]) * trust;
  }
  return { data: alpha, width, height };
}

/** The share of the surface in a mixed pixel's light, and how far the two colours are two. */
function unmixed(
  light: readonly [number, number, number],
  k: number,
  surface: readonly Float32Array[],
  other: readonly Float32Array[],
): { readonly share: number; readonly trust: number } {
  let along = 0;
  let length = 0;
  for (let c = 0; c < 3; c++) {
    const span = surface[c][k] - other[c][k];
    along += (light[c] - other[c][k]) * span;
    length += span * span;
  }
  const share = Math.max(0, Math.min(1, along / Math.max(1e-6, length)));
  const trust = Math.max(0, Math.min(1, (length - 0.002) / 0.02));
  return { share, trust };
}

/** As far as this from the border on both sides pixels are mixed. */
const zonePx = (width: number): number => Math.max(2.2, width / 500);

const nearPx = (width: number): number => Math.max(4, 2 * zonePx(width));

/** What lies farther than this from a border tells it nothing. */
export const matteReachPx = (width: number): number => 3 * nearPx(width);
