import { windowWeights } from "#engine/dusk/window-weights.ts";
import { resizePlane, shrinkTo } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type FeatureMap, headFeatures } from "#engine/renovation/surface-features.ts";

/** How much each place of a photo looks like a window: log-odds, row-major, over the whole photo. */
export interface WindowLikeness {
  readonly width: number;
  readonly height: number;
  readonly logOdds: Float32Array;
}

/**
 * Reads where windows are off what the detector's network sees on its way to naming things: logistic regression on its
 * three last feature maps, square tile by square tile along the photo. `test/windows` holds how its weights were fitted
 * and how often they are right on photos they have not seen: where windows are, and no outline.
 * @returns undefined where the network cannot be loaded
 */
export const windowLikeness = (photo: Raster): Promise<WindowLikeness | undefined> =>
  likenessBy(shrinkTo(photo, 1_000_000), decoded(windowWeights));

/** For fitting: {@link windowLikeness} with any weights, one for each channel and then the bias. */
export async function likenessBy(photo: Raster, weights: Float32Array): Promise<WindowLikeness | undefined> {
  const side = Math.min(photo.width, photo.height);
  const width = Math.max(1, Math.round((photo.width / side) * SIDE));
  const height = Math.max(1, Math.round((photo.height / side) * SIDE));
  const sum = new Float32Array(width * height);
  const total = new Float32Array(width * height);
  const tiles = tilesOf(photo.width, photo.height);
  // All are asked for before the first is waited for: the network works beside whoever has asked.
  const seen = await Promise.all(tiles.map((tile) => headFeatures(cut(photo, tile))));
  for (const [n, tile] of tiles.entries()) {
    const features = seen[n];
    if (features === undefined) return undefined;
    const scores = scoresOf(features, weights);
    const left = Math.round((tile.left / side) * SIDE);
    const top = Math.round((tile.top / side) * SIDE);
    for (let row = 0; row < SIDE; row++)
      for (let column = 0; column < SIDE; column++) {
        const [x, y] = [Math.min(width - 1, left + column), Math.min(height - 1, top + row)];
        // A tile's rim has seen less around it than the next tile has.
        const weight = 1 + Math.min(column, SIDE - 1 - column, row, SIDE - 1 - row);
        sum[y * width + x] += weight * scores[row * SIDE + column];
        total[y * width + x] += weight;
      }
  }
  return { width, height, logOdds: sum.map((v, i) => v / Math.max(1, total[i])) };
}

export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** Squares of the photo's shorter side that cover it, overlapping by at least a quarter. */
export function tilesOf(width: number, height: number): readonly Tile[] {
  const side = Math.min(width, height);
  const rest = Math.max(width, height) - side;
  const count = Math.ceil(rest / (0.75 * side)) + 1;
  return Array.from({ length: count }, (_, k) => {
    const at = count === 1 ? 0 : Math.round((rest * k) / (count - 1));
    return { left: width > height ? at : 0, top: width > height ? 0 : at, side };
  });
}

export function cut(photo: Raster, { left, top, side }: Tile): Raster {
  const data = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * photo.width + left) * 3;
    data.set(photo.data.subarray(from, from + side * 3), y * side * 3);
  }
  return { data, width: side, height: side };
}

const SIDE = 128;

function decoded(base64: string): Float32Array {
  const bytes = Buffer.from(base64, "base64");
  return Float32Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(n * 4));
}

/** Log-odds on a grid of SIDE × SIDE: each map weighed where it is, then enlarged (bilinear). */
function scoresOf(maps: readonly FeatureMap[], weights: Float32Array): Float32Array {
  const out = new Float32Array(SIDE * SIDE).fill(weights[weights.length - 1]);
  let first = 0;
  for (const { side, channels, data } of maps) {
    const own = new Float32Array(side * side);
    for (let cell = 0, from = 0; cell < own.length; cell++, from += channels) {
      let sum = 0;
      for (let k = 0; k < channels; k++) sum += data[from + k] * weights[first + k];
      own[cell] = sum;
    }
    first += channels;
    const enlarged = resizePlane({ data: own, width: side, height: side }, SIDE, SIDE).data;
    for (let i = 0; i < out.length; i++) out[i] += enlarged[i];
  }
  if (first + 1 !== weights.length)
    throw new RangeError(`Expected ${first + 1} weights but found ${weights.length}`);
  return out;
}
