import { fullRange } from "#engine/colour/full-range.ts";
import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { components, keepComponents } from "#engine/filters/components.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { floodFromTop } from "#engine/dusk/flood-from-top.ts";
import { nightSkyIn } from "#engine/dusk/night-sky.ts";
import { isNightSky, isSky } from "#engine/dusk/sky-confidence.ts";
import { measureSky, shareOfSky, type SkyMeasures } from "#engine/dusk/sky-measures.ts";
import { withoutFrames } from "#engine/dusk/without-frames.ts";
import { guidedFilter, guideMoments, type GuideMoments } from "#engine/filters/guided.ts";
import { close, dilate, squaredDistance } from "#engine/filters/morphology.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface SkyRegion extends SkyMeasures {
  /** At about 0.3 MP: 255 = sky. Thin things before the sky are not cut out at this size. */
  readonly mask: Mask;
}

/**
 * The sky of a photo, in the photo as it is or, where that shows none for sure, in the photo as a longer exposure would
 * show it: an overcast sky taken too dark is as grey as a wall; or else the sky of night. Undefined when nothing like sky
 * touches the top.
 */
export function findSkyRegion(photo: Raster): SkyRegion | undefined {
  const small = shrinkTo(photo, skyPixels);
  const asTaken = regionIn(small);
  if (isSky(asTaken)) return asTaken;
  const exposed = fullRange(small);
  const longer = exposed === small ? asTaken : (regionIn(exposed) ?? asTaken);
  if (isSky(longer)) return longer;
  const night = nightSkyIn(exposed);
  return isNightSky(night) ? night : longer;
}

/** A sky is looked for in this many pixels at most. */
export const skyPixels = 300_000;

/** Whether there is a sky, and which, shows on half as many pixels as its outline needs. */
export const skyIn = (photo: Raster): SkyRegion | undefined => findSkyRegion(shrinkTo(photo, 140_000));

/**
 * The sky as a region: a flood from the picture's top through what looks like sky up to plain edges, then three rounds of
 * colour models of sky and not-sky against each other (as in GrabCut, Rother et al. 2004, with a guided filter in the
 * place of the cut).
 */
function regionIn(small: Raster): SkyRegion | undefined {
  const lab = oklabPlanes(small);
  const luma = lumaPlane(small);
  const slope = gradientMagnitude(gaussian(luma, 0.8)).data;
  let moments: GuideMoments | undefined;
  // The loosest barrier that gives something smooth: siding and ceilings leak through loose ones.
  for (const barrier of [0.028, 0.016, 0.009]) {
    const flood = floodFromTop(small.width, small.height, looksLikeSky(lab, slope, barrier));
    if (shareOfSky(flood) < 0.003 || roughest(flood, slope) > 0.0085) continue;
    moments ??= guideMoments(luma, guideRadiusPx);
    const sky = withClouds(refined(flood, lab, luma, slope, moments), lab);
    if (shareOfSky(sky) < 0.003) continue;
    const region = { mask: sky, ...measureSky(sky, lab, slope, luma.data) };
    if (region.texture < 0.009) return region;
  }
  return undefined;
}

const guideRadiusPx = 5;

/** Three rounds of sky against not-sky. */
function refined(
  flood: Mask,
  lab: OklabPlanes,
  luma: Plane,
  slope: Float32Array,
  moments: GuideMoments,
): Mask {
  const { width, height } = flood;
  let sky = flood;
  for (let round = 0; round < 3; round++) {
    const likely = likelihood(lab, sky);
    const smooth = guidedFilter(luma, { data: likely, width, height }, guideRadiusPx, 4e-4, moments);
    const data = new Uint8Array(width * height);
    for (let i = 0; i < data.length; i++) if (smooth.data[i] > 0.5) data[i] = 255;
    sky = connected({ data, width, height }, sky);
  }
  return withoutFrames(sky, luma, slope);
}

/** With the islands that the sky encloses and that are whiter than it: small clouds. What stands or hangs there is darker. */
function withClouds(sky: Mask, lab: OklabPlanes): Mask {
  const { width, height } = sky;
  const rest = { width, height, data: sky.data.map((v) => 255 - v) };
  const { labels, list } = components(rest);
  const means = list.map(() => ({ l: 0, chroma: 0 }));
  const around = { l: 0, count: 0 };
  for (let i = 0; i < labels.length; i++) {
    const mean = means[labels[i] - 1];
    if (mean === undefined) {
      around.l += lab.l[i];
      around.count++;
    } else {
      mean.l += lab.l[i];
      mean.chroma += Math.sqrt(lab.a[i] * lab.a[i] + lab.b[i] * lab.b[i]);
    }
  }
  const skyLight = around.l / Math.max(1, around.count);
  const isCloud = list.map(({ area, left, top, right, bottom }, k) => {
    const { l, chroma } = means[k];
    const isEnclosed = left > 0 && top > 0 && right < width && bottom < height;
    return isEnclosed && l / area > skyLight && l / area > 0.7 && chroma / area < 0.06;
  });
  return { width, height, data: sky.data.map((v, i) => (isCloud[labels[i] - 1] === true ? 255 : v)) };
}

/** The slope that 60 % of the inside stays below. */
function roughest(flood: Mask, slope: Float32Array): number {
  const inside = new Float32Array(slope.length);
  let count = 0;
  for (let i = 0; i < slope.length; i++) if (flood.data[i] !== 0) inside[count++] = slope[i];
  return inside.subarray(0, count).toSorted()[Math.floor(count * 0.6)];
}

/** Blue, pale, or as bright as clouds in the sun, up to a step of luma. */
function looksLikeSky(lab: OklabPlanes, slope: Float32Array, barrier: number): (pixel: number) => boolean {
  return (i) => {
    if (slope[i] >= barrier) return false;
    const chroma = Math.sqrt(lab.a[i] * lab.a[i] + lab.b[i] * lab.b[i]);
    const blue = lab.b[i] < -0.018 && lab.l[i] > 0.38 && lab.a[i] < 0.06;
    const pale = lab.l[i] > 0.74 && chroma < 0.06;
    const glowing = lab.l[i] > 0.62 && chroma < 0.1 && lab.a[i] > -0.015;
    return blue || pale || glowing;
  };
}

const BINS_L = 24;
const BINS_AB = 24;

function binOf(lab: OklabPlanes, i: number): number {
  const l = Math.min(BINS_L - 1, Math.floor(lab.l[i] * BINS_L));
  const a = Math.max(0, Math.min(BINS_AB - 1, Math.floor((lab.a[i] + 0.15) * (BINS_AB / 0.3))));
  const b = Math.max(0, Math.min(BINS_AB - 1, Math.floor((lab.b[i] + 0.18) * (BINS_AB / 0.36))));
  return (l * BINS_AB + a) * BINS_AB + b;
}

/** Probability of sky from colour and height, against histograms of the region as it stands. */
function likelihood(lab: OklabPlanes, sky: Mask): Float32Array {
  const { width, height } = lab;
  const n = width * height;
  const bins = new Int32Array(n);
  const inside = new Float32Array(BINS_L * BINS_AB * BINS_AB);
  const outside = new Float32Array(inside.length);
  let skyCount = 0;
  const distance = squaredDistance(sky, true);
  for (let i = 0; i < n; i++) {
    const bin = (bins[i] = binOf(lab, i));
    if (sky.data[i] !== 0) {
      inside[bin]++;
      skyCount++;
    } else outside[bin]++;
  }
  const skyHist = spread(inside);
  const restHist = spread(outside);
  const out = new Float32Array(n);
  const restCount = Math.max(1, n - skyCount);
  // Sky colours far below the sky are reflections, cars and walls: belief fades with the distance to the region.
  const reach = (width * 0.12) ** 2;
  for (let i = 0; i < n; i++) {
    const p = skyHist[bins[i]] / Math.max(1, skyCount) + 1e-7;
    const q = restHist[bins[i]] / restCount + 1e-7;
    const prior = sky.data[i] !== 0 ? 0.75 : 0.4 * Math.exp(-distance[i] / reach) + 0.02;
    const odds = (p / q) * (prior / (1 - prior));
    out[i] = odds / (1 + odds);
  }
  return out;
}

/** Counts shared with the neighbouring bins, so that a gradient has no gaps. */
function spread(counts: Float32Array): Float32Array {
  const out = Float32Array.from(counts);
  const steps = [1, BINS_AB, BINS_AB * BINS_AB];
  for (const step of steps) {
    const from = Float32Array.from(out);
    for (let i = step; i < out.length - step; i++)
      out[i] = 0.5 * from[i] + 0.25 * (from[i - step] + from[i + step]);
  }
  return out;
}

/** Keeps what touches the top or the region before, and gaps in trees close to it. */
function connected(candidate: Mask, before: Mask): Mask {
  const { width, height } = candidate;
  // Pieces are told apart with hairline gaps closed: a wire across the picture must not cut the sky in two.
  const { labels, list } = components(close(candidate, 2.5));
  const near = dilate(before, Math.round(width * 0.012));
  const overlap = new Float64Array(list.length + 1);
  const nearby = new Float64Array(list.length + 1);
  for (let i = 0; i < labels.length; i++) {
    if (before.data[i] !== 0) overlap[labels[i]]++;
    if (near.data[i] !== 0) nearby[labels[i]]++;
  }
  const keeps = list.map(({ label, area, top }) => {
    if (top === 0 && area > 30) return true;
    if (overlap[label] > 0.3 * area) return true;
    return area < width * height * 0.002 && nearby[label] > 0.8 * area;
  });
  const rest = new Uint8Array(labels.length);
  for (let i = 0; i < rest.length; i++) rest[i] = keeps[labels[i] - 1] ? 255 - candidate.data[i] : 255;
  // Cut-out islands in the sky stay out; specks of noise go back in.
  const { data } = keepComponents({ data: rest, width, height }, ({ area }) => area > 6);
  for (let i = 0; i < data.length; i++) data[i] = 255 - data[i];
  return { data, width, height };
}
