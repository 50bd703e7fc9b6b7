import { resizeRaster } from "#engine/filters/resize.ts";
import { loadNetwork, type Network } from "#engine/objects/tensorflow.ts";
import { type Raster } from "#engine/raster.ts";
import { surfaceWeights } from "#engine/renovation/surface-weights.ts";

/** What a pixel of an interior can belong to; `other` is furniture, rugs, doors, windows and everything else. */
export const surfaceClasses = ["floor", "walls", "ceiling", "other"] as const;
export type SurfaceClass = (typeof surfaceClasses)[number];

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
 * (multinomial logistic regression) on its three last feature maps and the place in the picture. Its weights were fitted
 * to polygons drawn by hand on 29 photos; on photos left out of the fit it names 4 of 5 cells right, so it is a strong
 * hint and not an outline.
 * @returns undefined where the network cannot be loaded
 */
export async function surfaceLikeness(photo: Raster): Promise<SurfaceLikeness | undefined> {
  const network = await loadNetwork();
  if (network.kind === "unavailable") return undefined;
  return classify(featuresOf(network, photo), weights());
}

const INPUT = 512;
const SIDE = 128;
const CLASSES = surfaceClasses.length;

interface FeatureMap {
  readonly side: number;
  readonly channels: number;
  readonly data: Float32Array;
}

const maps = [
  { node: "tower_0/CenternetHead/Relu", side: 32, channels: 256 },
  { node: "tower_0/CenternetHead/Relu_1", side: 64, channels: 192 },
  { node: "tower_0/CenternetHead/Relu_2", side: 128, channels: 128 },
] as const;

function featuresOf({ tf, model }: Network, photo: Raster): readonly FeatureMap[] {
  const square = resizeRaster(photo, INPUT, INPUT);
  return tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(square.data), [1, INPUT, INPUT, 3]);
    const found = model.execute(
      pixels,
      maps.map(({ node }) => node),
    );
    if (!Array.isArray(found)) throw new TypeError("The network gave one tensor for several outputs.");
    return maps.map(({ side, channels }, n) => ({
      side,
      channels,
      data: Float32Array.from(found[n].dataSync()),
    }));
  });
}

/** Five numbers of place: height in the picture to the third power, distance from its middle, and both. */
const PLACE = 5;

function weights(): Float32Array {
  const bytes = Buffer.from(surfaceWeights, "base64");
  const count = (maps.reduce((sum, { channels }) => sum + channels, 0) + PLACE + 1) * CLASSES;
  if (bytes.length !== count * 4)
    throw new RangeError(`Expected ${count} weights but found ${bytes.length / 4}`);
  return Float32Array.from({ length: count }, (_, n) => bytes.readFloatLE(n * 4));
}

function classify(features: readonly FeatureMap[], weight: Float32Array): SurfaceLikeness {
  const logits = new Float32Array(SIDE * SIDE * CLASSES);
  let first = 0;
  for (const map of features) {
    addEnlarged(logits, scoresOf(map, weight, first), map.side);
    first += map.channels;
  }
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const y = (row + 0.5) / SIDE - 0.5;
      const x = Math.abs((column + 0.5) / SIDE - 0.5);
      const place = [y, y * y, y ** 3, x, x * y, 1];
      for (let c = 0; c < CLASSES; c++)
        for (let k = 0; k < place.length; k++)
          logits[(row * SIDE + column) * CLASSES + c] += place[k] * weight[(first + k) * CLASSES + c];
    }
  return { side: SIDE, logits };
}

function scoresOf({ side, channels, data }: FeatureMap, weight: Float32Array, first: number): Float32Array {
  const scores = new Float32Array(side * side * CLASSES);
  for (let cell = 0; cell < side * side; cell++)
    for (let k = 0; k < channels; k++) {
      const value = data[cell * channels + k];
      if (value === 0) continue;
      for (let c = 0; c < CLASSES; c++)
        scores[cell * CLASSES + c] += value * weight[(first + k) * CLASSES + c];
    }
  return scores;
}

/** Bilinear, cell middles on cell middles. */
function addEnlarged(sum: Float32Array, scores: Float32Array, side: number): void {
  const at = Array.from({ length: SIDE }, (_, n) => {
    const place = Math.max(0, Math.min(side - 1, ((n + 0.5) * side) / SIDE - 0.5));
    const low = Math.floor(place);
    return { low, high: Math.min(side - 1, low + 1), share: place - low };
  });
  for (const [row, y] of at.entries())
    for (const [column, x] of at.entries())
      for (let c = 0; c < CLASSES; c++) {
        const value = (v: number, u: number): number => scores[(v * side + u) * CLASSES + c];
        const upper = value(y.low, x.low) * (1 - x.share) + value(y.low, x.high) * x.share;
        const lower = value(y.high, x.low) * (1 - x.share) + value(y.high, x.high) * x.share;
        sum[(row * SIDE + column) * CLASSES + c] += upper * (1 - y.share) + lower * y.share;
      }
}
