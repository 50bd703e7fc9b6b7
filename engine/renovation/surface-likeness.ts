import { type Raster } from "#engine/raster.ts";
import {
  between,
  featureCount,
  type FeatureMap,
  placeAt,
  surfaceFeatures,
} from "#engine/renovation/surface-features.ts";
import { surfaceWeights } from "#engine/renovation/surface-weights.ts";

/** What a pixel of an interior can belong to; `other` is furniture, rugs, doors, windows and everything else. */
export const surfaceClasses = ["floor", "walls", "ceiling", "other"] as const;
export type SurfaceClass = (typeof surfaceClasses)[number];

/** Where each class stands among the four numbers of a place. */
export const classAt: Readonly<Record<SurfaceClass, number>> = {
  floor: surfaceClasses.indexOf("floor"),
  walls: surfaceClasses.indexOf("walls"),
  ceiling: surfaceClasses.indexOf("ceiling"),
  other: surfaceClasses.indexOf("other"),
};

/**
 * How much each place looks like each class: unnormalised log-probabilities, four to a cell in the order of
 * `surfaceClasses`, row-major. The grid covers the whole photo whatever its shape.
 */
export interface SurfaceLikeness {
  readonly side: number;
  readonly logits: Float32Array;
}

/**
 * Reads the surfaces of a room off what the detector's network sees on its way to naming things: a linear classifier
 * (multinomial logistic regression) on five of its feature maps and the place in the picture. `test/surfaces` holds
 * how its weights were fitted and how often they are right on photos they have not seen: a strong hint and no outline.
 * @returns undefined where the network cannot be loaded
 */
export async function surfaceLikeness(photo: Raster): Promise<SurfaceLikeness | undefined> {
  const features = await surfaceFeatures(photo);
  return features && likenessOf(features);
}

/** What {@link surfaceLikeness} reads off feature maps that are there already. */
export const likenessOf = (features: readonly FeatureMap[]): SurfaceLikeness =>
  classify(features, decodedWeights(surfaceWeights));

const SIDE = 128;
/** Written out, for `scoresOf` has one sum for each. */
const CLASSES: typeof surfaceClasses.length = 4;

function decodedWeights(base64: string): Float32Array {
  const bytes = Buffer.from(base64, "base64");
  const count = (featureCount + 1) * CLASSES;
  if (bytes.length !== count * 4)
    throw new RangeError(`Expected ${count} weights but found ${bytes.length / 4}`);
  return Float32Array.from({ length: count }, (_, n) => bytes.readFloatLE(n * 4));
}

/** @param weights one number a class for each feature, then for each number of place, then the bias */
function classify(features: readonly FeatureMap[], weights: Float32Array): SurfaceLikeness {
  const logits = new Float32Array(SIDE * SIDE * CLASSES);
  let first = 0;
  for (const map of features) {
    addEnlarged(logits, scoresOf(map, weights, first), map.side);
    first += map.channels;
  }
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const place = [...placeAt((column + 0.5) / SIDE, (row + 0.5) / SIDE), 1];
      for (let c = 0; c < CLASSES; c++)
        for (let k = 0; k < place.length; k++)
          logits[(row * SIDE + column) * CLASSES + c] += place[k] * weights[(first + k) * CLASSES + c];
    }
  return { side: SIDE, logits };
}

/** Sums kept in numbers of their own are four times as fast as sums in an array, and a zero costs less than a branch. */
function scoresOf({ side, channels, data }: FeatureMap, weights: Float32Array, first: number): Float32Array {
  const scores = new Float32Array(side * side * CLASSES);
  for (let cell = 0, i = 0, o = 0; cell < side * side; cell++, o += CLASSES) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0, at = first * CLASSES; k < channels; k++, i++, at += CLASSES) {
      const value = data[i];
      a += value * weights[at];
      b += value * weights[at + 1];
      c += value * weights[at + 2];
      d += value * weights[at + 3];
    }
    scores[o] = a;
    scores[o + 1] = b;
    scores[o + 2] = c;
    scores[o + 3] = d;
  }
  return scores;
}

/** Bilinear, cell middles on cell middles. */
function addEnlarged(sum: Float32Array, scores: Float32Array, side: number): void {
  const at = Array.from({ length: SIDE }, (_, n) => between((n + 0.5) / SIDE, side));
  for (const [row, y] of at.entries())
    for (const [column, x] of at.entries()) {
      const upperLeft = (y.low * side + x.low) * CLASSES;
      const upperRight = (y.low * side + x.high) * CLASSES;
      const lowerLeft = (y.high * side + x.low) * CLASSES;
      const lowerRight = (y.high * side + x.high) * CLASSES;
      const cell = (row * SIDE + column) * CLASSES;
      for (let c = 0; c < CLASSES; c++) {
        const upper = scores[upperLeft + c] * (1 - x.share) + scores[upperRight + c] * x.share;
        const lower = scores[lowerLeft + c] * (1 - x.share) + scores[lowerRight + c] * x.share;
        sum[cell + c] += upper * (1 - y.share) + lower * y.share;
      }
    }
}
