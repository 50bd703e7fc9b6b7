import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { components } from "#engine/filters/components.ts";
import { countSet } from "#engine/filters/coverage.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { close, dilate } from "#engine/filters/morphology.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * What is of one colour about a point and can be reached from it without a step in colour: a door, a front, a tub. Where
 * that runs over much of the picture something let it through (a white suite before white tiles), and it is looked for
 * again with smaller steps until it stays within its borders.
 * @param u 0–1 from the left, as is `v` from the top
 * @returns at about 0.15 MP
 */
export const reachedFrom = (photo: Raster, u: number, v: number): Mask => reachIn(photo)(u, v);

/** {@link reachedFrom} for many points of one photo. */
export function reachIn(photo: Raster, pixels = REACH_PIXELS): (u: number, v: number) => Mask {
  const small = gaussianRaster(shrinkTo(photo, pixels), 1);
  const { width, height } = small;
  const lab = oklabPlanes(small);
  const steps = stepsOf(lab);
  return (u, v) => {
    const start = calmestNear(steps, width, height, Math.floor(u * width), Math.floor(v * height));
    const isLike = likenessTo(lab, start);
    const within = (step: number): Reached => {
      const flat = steps.map((own, i) => (i === start || (own <= step && isLike(i)) ? 255 : 0));
      const { labels } = components({ data: Uint8Array.from(flat), width, height });
      const data = Uint8Array.from(labels, (n) => (n === labels[start] ? 255 : 0));
      return { data, share: countSet(data) / data.length };
    };
    const own = { data: contained(within), width, height };
    // The softened edge itself is a step on both its sides.
    return dilate(close(own, Math.max(2, width / 150)), 1.5);
  };
}

const REACH_PIXELS = 150_000;
/** Oklab; light changes across a door more than its hue does. */
const MOST_CHROMA = 0.035;
const MOST_LIGHTNESS = 0.14;

interface Reached {
  readonly data: Uint8Array;
  /** Of the picture. */
  readonly share: number;
}

/** Between neighbours, Oklab: a door's edge costs more than the first, its shade less; a tub before tiles shows the last. */
const STEPS = [0.03, 0.022, 0.016, 0.011, 0.008] as const;
/** What covers more is doubted; what covers this much is never one thing. */
const DOUBTED_SHARE = 0.2;
const MOST_SHARE = 0.45;
const LEAST_SHARE = 0.004;
/** A thing stays nearly as large with smaller steps; a leak is cut off by them. */
const LEAK = 1.5;

function contained(within: (step: number) => Reached): Uint8Array {
  const [first, ...smaller] = STEPS;
  let own = within(first);
  for (const step of smaller) {
    if (own.share <= DOUBTED_SHARE) break;
    const less = within(step);
    const isStable = own.share < MOST_SHARE && own.share < LEAK * less.share;
    if (isStable || less.share < LEAST_SHARE) break;
    own = less;
  }
  return own.data;
}

/** The larger step in colour from each pixel to the next on its right and below. */
function stepsOf({ l, a, b, width }: OklabPlanes): Float32Array {
  const between = (i: number, j: number): number =>
    j < l.length ? Math.hypot(l[i] - l[j], a[i] - a[j], b[i] - b[j]) : 0;
  return l.map((_, i) => Math.max(between(i, i + 1), between(i, i + width)));
}

/** A finger is wider than a seam: the calmest place about the tapped one. */
function calmestNear(steps: Float32Array, width: number, height: number, x: number, y: number): number {
  const reach = Math.max(1, Math.round(width * 0.008));
  let best = y * width + x;
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
    for (let w = Math.max(0, x - reach); w <= Math.min(width - 1, x + reach); w++)
      if (steps[v * width + w] < steps[best]) best = v * width + w;
  return best;
}

const likenessTo =
  ({ l, a, b }: OklabPlanes, start: number) =>
  (i: number): boolean =>
    Math.hypot(a[i] - a[start], b[i] - b[start]) < MOST_CHROMA && Math.abs(l[i] - l[start]) < MOST_LIGHTNESS;
