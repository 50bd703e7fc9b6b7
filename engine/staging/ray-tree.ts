import { type Triangles } from "#engine/staging/triangles.ts";

/** Answers what rays hit. Directions need not be of length 1; distances are in their lengths. */
export interface RayTree {
  /** Some triangle before `most`, or −1; quicker than the nearest. */
  any(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number): number;
  /** The nearest triangle before `most`, or −1. */
  nearest(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number): number;
}

/** A tree of boxes over triangles, halved at the median of the longest axis; Möller-Trumbore at the leaves. */
export function rayTree(triangles: Triangles): RayTree {
  const { count, positions } = triangles;
  const { bounds, links, order } = build(count, positions);
  const edges = edgeData(order, positions);
  const stack = new Int32Array(64);

  const search = (
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    most: number,
    any: boolean,
  ): number => {
    if (count === 0) return -1;
    const ix = 1 / dx;
    const iy = 1 / dy;
    const iz = 1 / dz;
    // Of each box, which side the ray meets first is the same for all.
    const nearX = ix < 0 ? 3 : 0;
    const nearY = iy < 0 ? 4 : 1;
    const nearZ = iz < 0 ? 5 : 2;
    const farX = 3 - nearX;
    const farY = 5 - nearY;
    const farZ = 7 - nearZ;
    let hit = -1;
    let limit = most;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      const b = node * 6;
      // Written out and left early: this runs a hundred million times.
      let enter = (bounds[b + nearX] - ox) * ix;
      let leave = (bounds[b + farX] - ox) * ix;
      const enterY = (bounds[b + nearY] - oy) * iy;
      const leaveY = (bounds[b + farY] - oy) * iy;
      if (enterY > enter) enter = enterY;
      if (leaveY < leave) leave = leaveY;
      if (!(enter <= leave)) continue;
      const enterZ = (bounds[b + nearZ] - oz) * iz;
      const leaveZ = (bounds[b + farZ] - oz) * iz;
      if (enterZ > enter) enter = enterZ;
      if (leaveZ < leave) leave = leaveZ;
      if (!(leave >= 0 && enter <= leave && enter <= limit)) continue;
      const first = links[node * 2];
      const number = links[node * 2 + 1];
      if (number === 0) {
        stack[depth++] = first;
        stack[depth++] = node + 1;
        continue;
      }
      for (let k = first, e = first * 9; k < first + number; k++, e += 9) {
        const ax = edges[e + 3];
        const ay = edges[e + 4];
        const az = edges[e + 5];
        const bx = edges[e + 6];
        const by = edges[e + 7];
        const bz = edges[e + 8];
        const px = dy * bz - dz * by;
        const py = dz * bx - dx * bz;
        const pz = dx * by - dy * bx;
        const det = ax * px + ay * py + az * pz;
        if (det > -1e-12 && det < 1e-12) continue;
        const inv = 1 / det;
        const tx = ox - edges[e];
        const ty = oy - edges[e + 1];
        const tz = oz - edges[e + 2];
        const u = (tx * px + ty * py + tz * pz) * inv;
        if (u < 0 || u > 1) continue;
        const qx = ty * az - tz * ay;
        const qy = tz * ax - tx * az;
        const qz = tx * ay - ty * ax;
        const v = (dx * qx + dy * qy + dz * qz) * inv;
        if (v < 0 || u + v > 1) continue;
        const t = (bx * qx + by * qy + bz * qz) * inv;
        if (t <= 1e-4 || t >= limit) continue;
        if (any) return order[k];
        limit = t;
        hit = order[k];
      }
    }
    return hit;
  };
  return {
    any: (ox, oy, oz, dx, dy, dz, most) => search(ox, oy, oz, dx, dy, dz, most, true),
    nearest: (ox, oy, oz, dx, dy, dz, most) => search(ox, oy, oz, dx, dy, dz, most, false),
  };
}

/** First corner and the two edges from it, in the order in which the leaves hold the triangles. */
function edgeData(order: Int32Array, p: Float32Array): Float32Array {
  const out = new Float32Array(order.length * 9);
  for (let n = 0, e = 0; n < order.length; n++, e += 9)
    for (let k = 0, i = order[n] * 9; k < 3; k++) {
      out[e + k] = p[i + k];
      out[e + 3 + k] = p[i + 3 + k] - p[i + k];
      out[e + 6 + k] = p[i + 6 + k] - p[i + k];
    }
  return out;
}

const LEAF = 4;

/** `links`: inner nodes hold their second child and 0 (the first child follows); leaves where they start and how many. */
function build(
  count: number,
  p: Float32Array,
): { bounds: Float32Array; links: Int32Array; order: Int32Array } {
  const middles = new Float32Array(count * 3);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 3; k++) middles[i * 3 + k] = (p[i * 9 + k] + p[i * 9 + 3 + k] + p[i * 9 + 6 + k]) / 3;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const bounds = new Float32Array(Math.max(1, count * 2) * 6);
  const links = new Int32Array(Math.max(1, count * 2) * 2);
  let nodes = 0;
  const make = (from: number, to: number): number => {
    const node = nodes++;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    const lowMiddle = [Infinity, Infinity, Infinity];
    const highMiddle = [-Infinity, -Infinity, -Infinity];
    for (let n = from; n < to; n++) {
      const i = order[n];
      for (let k = 0; k < 3; k++) {
        const m = middles[i * 3 + k];
        if (m < lowMiddle[k]) lowMiddle[k] = m;
        if (m > highMiddle[k]) highMiddle[k] = m;
        for (let c = 0; c < 9; c += 3) {
          const v = p[i * 9 + c + k];
          if (v < low[k]) low[k] = v;
          if (v > high[k]) high[k] = v;
        }
      }
    }
    for (let k = 0; k < 3; k++) {
      bounds[node * 6 + k] = low[k] - 1e-5;
      bounds[node * 6 + 3 + k] = high[k] + 1e-5;
    }
    if (to - from <= LEAF) {
      links[node * 2] = from;
      links[node * 2 + 1] = to - from;
      return node;
    }
    const { axis, cut } = bestCut(order, middles, p, from, to, lowMiddle, highMiddle);
    let split = partition(order, middles, axis, cut, from, to);
    if (split === from || split === to) {
      order.subarray(from, to).sort((a, b) => middles[a * 3 + axis] - middles[b * 3 + axis]);
      split = (from + to) >> 1;
    }
    make(from, split);
    links[node * 2] = make(split, to);
    links[node * 2 + 1] = 0;
    return node;
  };
  if (count > 0) make(0, count);
  return { bounds, links, order };
}

const BINS = 12;

/** The cut whose two boxes have the least surface times count (Wald 2007, in bins along the longest axis). */
function bestCut(
  order: Int32Array,
  middles: Float32Array,
  p: Float32Array,
  from: number,
  to: number,
  low: readonly number[],
  high: readonly number[],
): { axis: number; cut: number } {
  const span = [0, 1, 2].map((k) => high[k] - low[k]);
  const axis = span[0] >= span[1] && span[0] >= span[2] ? 0 : span[1] >= span[2] ? 1 : 2;
  const middle = (low[axis] + high[axis]) / 2;
  if (to - from < 24) return { axis, cut: middle };
  const counts = new Int32Array(BINS);
  const bounds = new Float32Array(BINS * 6);
  for (let b = 0; b < BINS; b++) {
    bounds.fill(Infinity, b * 6, b * 6 + 3);
    bounds.fill(-Infinity, b * 6 + 3, b * 6 + 6);
  }
  const scale = (BINS * 0.9999) / Math.max(1e-9, span[axis]);
  for (let n = from; n < to; n++) {
    const i = order[n];
    const b = Math.floor((middles[i * 3 + axis] - low[axis]) * scale);
    counts[b]++;
    for (let c = 0; c < 9; c++) {
      const k = c % 3;
      const v = p[i * 9 + c];
      if (v < bounds[b * 6 + k]) bounds[b * 6 + k] = v;
      if (v > bounds[b * 6 + 3 + k]) bounds[b * 6 + 3 + k] = v;
    }
  }
  const leftCost = sweep(counts, bounds, false);
  const rightCost = sweep(counts, bounds, true);
  let best = 1;
  for (let b = 2; b < BINS; b++) if (leftCost[b] + rightCost[b] < leftCost[best] + rightCost[best]) best = b;
  return { axis, cut: low[axis] + best / scale };
}

/** Cost of all bins below (or, backwards, from) each cut. */
function sweep(counts: Int32Array, bounds: Float32Array, backwards: boolean): Float64Array {
  const cost = new Float64Array(BINS + 1);
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  let count = 0;
  for (let n = 0; n < BINS; n++) {
    const b = backwards ? BINS - 1 - n : n;
    count += counts[b];
    for (let k = 0; k < 3; k++) {
      box[k] = Math.min(box[k], bounds[b * 6 + k]);
      box[k + 3] = Math.max(box[k + 3], bounds[b * 6 + 3 + k]);
    }
    const [w, h, d] = [box[3] - box[0], box[4] - box[1], box[5] - box[2]];
    cost[backwards ? b : b + 1] = count === 0 ? 0 : count * (w * h + h * d + d * w);
  }
  return cost;
}

function partition(
  order: Int32Array,
  middles: Float32Array,
  axis: number,
  cut: number,
  from: number,
  to: number,
): number {
  let left = from;
  let right = to - 1;
  while (left <= right) {
    if (middles[order[left] * 3 + axis] < cut) left++;
    else {
      const swap = order[left];
      order[left] = order[right];
      order[right] = swap;
      right--;
    }
  }
  return left;
}
