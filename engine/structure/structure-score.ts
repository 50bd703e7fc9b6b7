import { shrinkMask, shrinkPhoto } from "#engine/codec/shrink.ts";
import { boxMean } from "#engine/filters/box.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { sobel } from "#engine/filters/gradient.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { sizeWithin } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface StructureScore {
  /** 1 = every edge is where it was, 0 = another picture. Under 0.9 something moved, went or came. */
  readonly score: number;
  /** At the compared size (about 0.4 MP): 255 where edges went or came. */
  readonly heat: Mask;
}

/**
 * How far the structure outside `allowed` is still that of the original. Edges are compared by direction and by strength
 * against their own surroundings, never by brightness, so that dusk and enhancement pass; each edge may move two pixels
 * at the compared size (0.3 %), as a model's resampling does. The worst neighbourhood counts more than the mean: a door
 * added to a big quiet wall must not drown in it.
 * @param allowed 255 = was meant to change, any size
 */
export async function structureScore(before: Raster, after: Raster, allowed?: Mask): Promise<StructureScore> {
  const { width, height } = sizeWithin(before.width, before.height, 400_000);
  const [smallBefore, smallAfter, smallAllowed] = await Promise.all([
    shrinkPhoto(before, width, height),
    shrinkPhoto(after, width, height),
    allowed && shrinkMask(allowed, width, height),
  ]);
  const outside = smallAllowed && keepOut(smallAllowed);
  const from = edges(smallBefore);
  const to = edges(smallAfter);
  const gone = unmatched(from, to, outside);
  const come = unmatched(to, from, outside);
  // What a lifted shadow brings to light was there before, only unseen; and what was grain in the dark may be cleaned.
  for (let i = 0; i < come.lost.length; i++) {
    come.lost[i] *= from.visible[i];
    gone.lost[i] *= from.visible[i];
  }
  const drift = worstNeighbourhood(gone, come, width, height);
  return { score: Math.max(0, 1 - drift), heat: heatOf(gone, come, width, height) };
}

interface Edges {
  readonly width: number;
  readonly height: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  /** Length of (dx, dy). */
  readonly length: Float64Array;
  /** Slope against the mean slope around, about 0–6. */
  readonly strength: Float32Array;
  /** 0 where it is too dark to see an edge at all, 1 from dim upwards. */
  readonly visible: Float32Array;
}

interface Unmatched {
  /** What each edge pixel weighs, 0 for none. */
  readonly weight: Float32Array;
  /** The part of that weight that found no partner. */
  readonly lost: Float32Array;
}

function keepOut(allowed: Mask): Uint8Array {
  const touched = { ...allowed, data: allowed.data.map((v) => (v > 8 ? 255 : 0)) };
  // The blur and the tolerance reach a few pixels over the border.
  return dilate(touched, 6).data;
}

function edges(photo: Raster): Edges {
  const { width, height } = photo;
  // A root evens out bright and dark before slopes are taken: contrast in shade counts as it does to the eye.
  const luma = lumaPlane(photo);
  const toned = { data: new Float32Array(luma.data.length), width, height };
  for (let i = 0; i < toned.data.length; i++) toned.data[i] = Math.sqrt(luma.data[i] + 0.01);
  const { dx, dy } = sobel(gaussian(toned, 1.2));
  const length = new Float64Array(dx.length);
  let total = 0;
  for (let i = 0; i < dx.length; i++) total += length[i] = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
  const magnitude = Float32Array.from(length);
  const around = boxMean({ data: magnitude, width, height }, Math.round(width / 40)).data;
  const floor = 0.6 * (total / dx.length) + 0.0015;
  const strength = new Float32Array(dx.length);
  for (let i = 0; i < dx.length; i++) strength[i] = magnitude[i] / (around[i] + floor);
  const brightness = boxMean(luma, 4).data;
  const visible = new Float32Array(brightness.length);
  for (let i = 0; i < visible.length; i++)
    visible[i] = Math.max(0, Math.min(1, (brightness[i] - 0.08) / 0.26));
  return { width, height, dx, dy, length, strength, visible };
}

/** Edges of `own` that have no partner in `other` of like direction within two pixels. */
function unmatched(own: Edges, other: Edges, outside: Uint8Array | undefined): Unmatched {
  const { width, height } = own;
  const weight = new Float32Array(width * height);
  const lost = new Float32Array(width * height);
  const reach = 2;
  for (let y = reach + 1; y < height - reach - 1; y++)
    for (let x = reach + 1; x < width - reach - 1; x++) {
      const i = y * width + x;
      const strength = own.strength[i];
      if (strength < 1.3 || (outside !== undefined && outside[i] !== 0)) continue;
      const length = own.length[i];
      let best = 0;
      for (let v = -reach; v <= reach; v++)
        for (let u = -reach; u <= reach; u++) {
          const k = i + v * width + u;
          const cosine =
            (own.dx[i] * other.dx[k] + own.dy[i] * other.dy[k]) / (length * other.length[k] + 1e-9);
          // Either sign: a lit window turns dark panes into bright ones.
          const along = Math.abs(cosine);
          if (along < 0.7) continue;
          const found = ((along - 0.7) / 0.25) * (other.strength[k] / (0.55 * strength));
          if (found > best) best = found;
        }
      weight[i] = Math.min(2, strength - 0.8);
      lost[i] = weight[i] * (1 - Math.min(1, best));
    }
  return { weight, lost };
}

/**
 * Honest edits of every kind leave at most an eighth of a window unmatched (bench structure-check); beyond that a tenth of
 * the picture that moved must not pass for a twentieth.
 */
const honestLoss = 0.13;

/** Drift 0–1 from the share of lost edges overall and in the worst window of a tenth of the picture. */
function worstNeighbourhood(gone: Unmatched, come: Unmatched, width: number, height: number): number {
  const columns = 20;
  const rows = Math.max(4, Math.round((columns * height) / width));
  const weight = new Float64Array(columns * rows);
  const lost = new Float64Array(columns * rows);
  let totalWeight = 0;
  let totalLost = 0;
  for (const side of [gone, come])
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (side.weight[i] === 0) continue;
        const k = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
        weight[k] += side.weight[i];
        lost[k] += side.lost[i];
        totalWeight += side.weight[i];
        totalLost += side.lost[i];
      }
  if (totalWeight === 0) return 0;
  const mean = totalLost / totalWeight;
  // A window needs the edges of a real thing before its share means anything.
  const enough = 0.9 * Math.hypot(width, height) * 0.12;
  let worst = 0;
  for (let row = 0; row + 2 < rows; row++)
    for (let column = 0; column + 2 < columns; column++) {
      let w = 0;
      let l = 0;
      for (let v = 0; v < 3; v++)
        for (let u = 0; u < 3; u++) {
          w += weight[(row + v) * columns + column + u];
          l += lost[(row + v) * columns + column + u];
        }
      worst = Math.max(worst, l / (w + enough));
    }
  return Math.max(0, Math.min(1, Math.max(mean * 1.6, (worst - honestLoss) * 2)));
}

function heatOf(gone: Unmatched, come: Unmatched, width: number, height: number): Mask {
  const sum = gone.lost.map((v, i) => v + come.lost[i]);
  const spread = boxMean({ data: sum, width, height }, 5).data;
  const data = new Uint8Array(spread.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.min(255, spread[i] * 700);
  return { data, width, height };
}
