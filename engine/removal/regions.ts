import { LOOKS, type Looks } from "#engine/removal/looks.ts";

export interface Regions {
  /** Region of each known pixel, 0 … count − 1; 0 for unknown ones too. */
  readonly regionOf: Uint8Array;
  readonly count: number;
}

/**
 * Parts the known picture into regions, by the graph method of Felzenszwalb and Huttenlocher (2004): two regions join
 * where they differ no more at their border than each does within, so that a bold rug stays one and a plain wall does not
 * swallow what is nearly like it. Small ones join their most similar neighbour, until at most 250 are left.
 * @param scale larger = coarser; in units of looks times pixels
 */
export function regionsOf(
  { values, known }: Looks,
  width: number,
  height: number,
  scale: number = SCALE,
): Regions {
  const n = width * height;
  const edges = edgesOf(values, known, width, height);
  const parent = new Int32Array(n);
  for (let i = 0; i < n; i++) parent[i] = i;
  const size = new Int32Array(n).fill(1);
  const tolerance = new Float32Array(n).fill(scale);
  const unite = (a: number, b: number, weight: number): void => {
    const [root, child] = size[a] >= size[b] ? [a, b] : [b, a];
    parent[child] = root;
    size[root] += size[child];
    tolerance[root] = weight + scale / size[root];
  };
  // Goes through the edges that lie between two regions, lightest first; the others never count again.
  let between = edges.order;
  const join = (mayJoin: (a: number, b: number, weight: number) => boolean): void => {
    let kept = 0;
    for (let k = 0; k < between.length; k++) {
      const e = between[k];
      const a = rootOf(parent, edges.from[e]);
      const b = rootOf(parent, edges.to[e]);
      if (a === b) continue;
      const weight = edges.weight[e];
      if (mayJoin(a, b, weight)) unite(a, b, weight);
      else between[kept++] = e;
    }
    between = between.subarray(0, kept);
  };
  join((a, b, weight) => weight <= tolerance[a] && weight <= tolerance[b]);
  for (let least = Math.max(6, n * SMALLEST_SHARE); ; least *= 1.6) {
    join((a, b) => Math.min(size[a], size[b]) < least);
    const numbered = number(parent, known);
    if (numbered.count <= MOST_REGIONS) return numbered;
    // Islands without a neighbour cannot join anything; beyond this size they share the last number.
    if (least > n) return { ...numbered, count: MOST_REGIONS };
  }
}

/** Larger = coarser; in units of looks times pixels. */
const SCALE = 70;
const SMALLEST_SHARE = 0.0012;
const MOST_REGIONS = 250;

interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float32Array;
  /** Lightest first. */
  readonly order: Uint32Array;
}

function edgesOf(values: Float32Array, known: Uint8Array, width: number, height: number): Edges {
  const from = new Int32Array(4 * width * height);
  const to = new Int32Array(from.length);
  const weight = new Float32Array(from.length);
  let count = 0;
  const add = (i: number, j: number): void => {
    if (!known[j]) return;
    let sum = 0;
    for (let c = 0; c < LOOKS; c++) sum += (values[i * LOOKS + c] - values[j * LOOKS + c]) ** 2;
    from[count] = i;
    to[count] = j;
    weight[count++] = Math.sqrt(sum);
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!known[i]) continue;
      if (x + 1 < width) add(i, i + 1);
      if (y + 1 < height) add(i, i + width);
      if (x + 1 < width && y + 1 < height) add(i, i + width + 1);
      if (x > 0 && y + 1 < height) add(i, i + width - 1);
    }
  return { from, to, weight, order: lightestFirst(weight.subarray(0, count)) };
}

/** The numbers of the weights, lightest first and like ones in their order: sorted by the low half of the bits, then by the high. */
function lightestFirst(weight: Float32Array): Uint32Array {
  // The bits of floats that are not negative are in the order of the floats.
  const bits = new Uint32Array(weight.slice().buffer);
  const order = new Uint32Array(bits.length);
  for (let e = 0; e < order.length; e++) order[e] = e;
  return sortedBy(bits, 16, sortedBy(bits, 0, order));
}

/** `order` by sixteen of the bits from `shift` on, by counting; what is alike stays in its order. */
function sortedBy(bits: Uint32Array, shift: number, order: Uint32Array): Uint32Array {
  const next = new Uint32Array(HALF + 1);
  for (let e = 0; e < bits.length; e++) next[((bits[e] >>> shift) & (HALF - 1)) + 1]++;
  for (let k = 1; k < next.length; k++) next[k] += next[k - 1];
  const sorted = new Uint32Array(order.length);
  for (let k = 0; k < order.length; k++) sorted[next[(bits[order[k]] >>> shift) & (HALF - 1)]++] = order[k];
  return sorted;
}

const HALF = 2 ** 16;

function number(parent: Int32Array, known: Uint8Array): Regions {
  const n = parent.length;
  const numberOf = new Map<number, number>();
  const regionOf = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (!known[i]) continue;
    const root = rootOf(parent, i);
    const given = numberOf.get(root) ?? numberOf.size;
    numberOf.set(root, given);
    regionOf[i] = Math.min(MOST_REGIONS - 1, given);
  }
  return { regionOf, count: Math.max(1, numberOf.size) };
}

function rootOf(parent: Int32Array, pixel: number): number {
  let i = pixel;
  while (parent[i] !== i) i = parent[i] = parent[parent[i]];
  return i;
}
