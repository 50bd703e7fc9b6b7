import { sobel } from "#engine/filters/gradient.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { type Plane } from "#engine/plane.ts";

/** A straight edge, in pixels. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly length: number;
  /** How wide the band is in which its slope is seen, pixels. */
  readonly thickness: number;
}

export interface SegmentOptions {
  /** 1 = a pixel that is no part of any edge. */
  readonly unseen?: Uint8Array;
  /** So wide the band of a short edge may be, see {@link thickestOf}. */
  readonly thickestPx?: number;
}

/**
 * Straight edges by growing regions of like gradient direction and fitting a line to each (after von Gioi et al. 2012,
 * LSD, without its a-contrario test). Longest first.
 * @param luma encoded brightness 0–1
 * @param shortestPx shorter ones are left out
 */
export function lineSegments(
  luma: Plane,
  shortestPx: number,
  { unseen, thickestPx }: SegmentOptions = {},
): Segment[] {
  const { width, height } = luma;
  const { dx, dy } = sobel(gaussian(luma, 0.8));
  const strength = new Float32Array(dx.length);
  const angle = new Float32Array(dx.length);
  for (let i = 0; i < dx.length; i++) {
    // Most of a picture is no edge, and there length and direction are not asked for.
    if (Math.abs(dx[i]) + Math.abs(dy[i]) <= WEAKEST || unseen?.[i] === 1) continue;
    strength[i] = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
    angle[i] = Math.atan2(dy[i], dx[i]);
  }
  const used = new Uint8Array(dx.length);
  const segments: Segment[] = [];
  for (const seed of strongestFirst(strength)) {
    if (used[seed]) continue;
    const segment = grow(seed, width, height, strength, angle, used, thickestPx);
    if (segment !== undefined && segment.length >= shortestPx) segments.push(segment);
  }
  return segments.toSorted((a, b) => b.length - a.length);
}

/** The widest band in which an edge of some length may be seen, pixels. */
export const thickestOf = (lengthPx: number, leastPx = 3): number => Math.max(leastPx, lengthPx * 0.12);

/** Slope below which nothing is an edge: 3 levels a pixel. */
const WEAKEST = 0.011;
const TOLERANCE = Math.PI / 8;
const BINS = 256;

function strongestFirst(strength: Float32Array): Int32Array {
  const starts = new Int32Array(BINS + 1);
  const binOf = (v: number): number => BINS - 1 - Math.min(BINS - 1, (v * BINS * 2) | 0);
  let count = 0;
  for (const v of strength)
    if (v > WEAKEST) {
      starts[binOf(v) + 1]++;
      count++;
    }
  for (let b = 0; b < BINS; b++) starts[b + 1] += starts[b];
  const order = new Int32Array(count);
  for (let i = 0; i < strength.length; i++)
    if (strength[i] > WEAKEST) order[starts[binOf(strength[i])]++] = i;
  return order;
}

function grow(
  seed: number,
  width: number,
  height: number,
  strength: Float32Array,
  angle: Float32Array,
  used: Uint8Array,
  thickestPx: number | undefined,
): Segment | undefined {
  const members = [seed];
  used[seed] = 1;
  let c = Math.cos(angle[seed]);
  let s = Math.sin(angle[seed]);
  for (let n = 0; n < members.length; n++) {
    const i = members[n];
    const x = i % width;
    const y = (i / width) | 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const j = v * width + u;
        if (used[j] || strength[j] <= WEAKEST) continue;
        const cj = Math.cos(angle[j]);
        const sj = Math.sin(angle[j]);
        if (cj * c + sj * s < COS_TOLERANCE * Math.sqrt(c * c + s * s)) continue;
        used[j] = 1;
        members.push(j);
        c += cj;
        s += sj;
      }
  }
  return members.length < 12 ? undefined : fitted(members, width, strength, thickestPx);
}

const COS_TOLERANCE = Math.cos(TOLERANCE);

/** The line through the members by weighted principal axis; undefined when they are not thin. */
function fitted(
  members: readonly number[],
  width: number,
  strength: Float32Array,
  thickestPx: number | undefined,
): Segment | undefined {
  let total = 0;
  let mx = 0;
  let my = 0;
  for (const i of members) {
    const w = strength[i];
    total += w;
    mx += w * (i % width);
    my += w * ((i / width) | 0);
  }
  mx /= total;
  my /= total;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const i of members) {
    const x = (i % width) - mx;
    const y = ((i / width) | 0) - my;
    xx += strength[i] * x * x;
    xy += strength[i] * x * y;
    yy += strength[i] * y * y;
  }
  const theta = Math.atan2(2 * xy, xx - yy) / 2;
  const ux = Math.cos(theta);
  const uy = Math.sin(theta);
  let low = Infinity;
  let high = -Infinity;
  let across = 0;
  for (const i of members) {
    const x = (i % width) - mx;
    const y = ((i / width) | 0) - my;
    const along = x * ux + y * uy;
    low = Math.min(low, along);
    high = Math.max(high, along);
    across += Math.abs(x * uy - y * ux);
  }
  const span = high - low;
  // The mean distance from the line is a quarter of the thickness.
  const thickness = (across / members.length) * 4;
  if (thickness > thickestOf(span, thickestPx)) return undefined;
  return {
    x1: mx + low * ux,
    y1: my + low * uy,
    x2: mx + high * ux,
    y2: my + high * uy,
    length: span,
    thickness,
  };
}
