import { boxMean } from "#engine/filters/box.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Guided filter (He, Sun, Tang 2010): smooths `input` while its edges follow those of `guide`.
 * @param guide    0–1, same size as `input`
 * @param radiusPx half the window's side
 * @param epsilon  variance of `guide` below which a window counts as flat, e.g. 1e-4 … 1e-2
 * @param moments  of this guide and radius, where several inputs follow one guide
 */
export function guidedFilter(
  guide: Plane,
  input: Plane,
  radiusPx: number,
  epsilon: number,
  moments?: GuideMoments,
): Plane {
  const { slope, offset } = guidedCoefficients(guide, input, radiusPx, epsilon, moments);
  const out = new Float32Array(input.data.length);
  for (let i = 0; i < out.length; i++) out[i] = slope.data[i] * guide.data[i] + offset.data[i];
  return { data: out, width: input.width, height: input.height };
}

/**
 * The local line `output = slope · guide + offset` of the guided filter. Found on a small picture and used on a large
 * one, it is the fast guided filter (He, Sun 2015): upsample both planes and feed the full-size guide.
 */
export function guidedCoefficients(
  guide: Plane,
  input: Plane,
  radiusPx: number,
  epsilon: number,
  { mean: meanGuide, meanSquare } = guideMoments(guide, radiusPx),
): { slope: Plane; offset: Plane } {
  const { width, height } = guide;
  const n = width * height;
  if (input.data.length !== n)
    throw new RangeError(`Guide ${width}×${height} and input ${input.width}×${input.height} differ`);
  const product = new Float32Array(n);
  for (let i = 0; i < n; i++) product[i] = guide.data[i] * input.data[i];
  const meanInput = boxMean(input, radiusPx).data;
  const meanProduct = boxMean({ data: product, width, height }, radiusPx).data;
  const rest = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const variance = meanSquare[i] - meanGuide[i] * meanGuide[i];
    const a = (meanProduct[i] - meanGuide[i] * meanInput[i]) / (variance + epsilon);
    product[i] = a;
    rest[i] = meanInput[i] - a * meanGuide[i];
  }
  return {
    slope: boxMean({ data: product, width, height }, radiusPx),
    offset: boxMean({ data: rest, width, height }, radiusPx),
  };
}

/** Means of a guide and of its square in each window. */
export interface GuideMoments {
  readonly mean: Float32Array;
  readonly meanSquare: Float32Array;
}

export function guideMoments(guide: Plane, radiusPx: number): GuideMoments {
  const square = guide.data.slice();
  for (let i = 0; i < square.length; i++) square[i] *= square[i];
  return {
    mean: boxMean(guide, radiusPx).data,
    meanSquare: boxMean({ ...guide, data: square }, radiusPx).data,
  };
}
