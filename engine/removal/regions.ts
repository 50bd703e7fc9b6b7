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
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const size = new Int32Array(n).fill(1);
  const tolerance = new Float32Array(n).fill(scale);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const unite = (a: number, b: number, weight: number): void => {
    const [root, child] = size[a] >= size[b] ? [a, b] : [b, a];
    parent[child] = root;
    size[root] += size[child];
    tolerance[root] = weight + scale / size[root];
  };
  for (const e of edges.order) {
    const a = find(edges.from[e]);
    const b = find(edges.to[e]);
    const weight = edges.weight[e];
    if (a !== b && weight <= tolerance[a] && weight <= tolerance[b]) unite(a, b, weight);
  }
  for (let least = Math.max(6, n * SMALLEST_SHARE); ; least *= 1.6) {
    for (const e of edges.order) {
      const a = find(edges.from[e]);
      const b = find(edges.to[e]);
      if (a !== b && Math.min(size[a], size[b]) < least) unite(a, b, edges.weight[e]);
    }
    const numbered = number(parent.length, find, known);
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

/** Numbers are sorted many times faster than by a function: each weight's bits, then its place, make one of 53 bits. */
function lightestFirst(weight: Float32Array): Uint32Array {
  if (weight.length > MOST_EDGES)
    throw new RangeError(`At most ${MOST_EDGES} edges but found ${weight.length}`);
  // The bits of floats that are not negative are in the order of the floats.
  const bits = new Uint32Array(weight.slice().buffer);
  const keys = new Float64Array(bits.length);
  for (let e = 0; e < keys.length; e++) keys[e] = bits[e] * MOST_EDGES + e;
  keys.sort();
  for (let e = 0; e < keys.length; e++) bits[e] = keys[e] % MOST_EDGES;
  return bits;
}

/** Of a picture of a megapixel. */
const MOST_EDGES = 2 ** 22;

function number(n: number, find: (i: number) => number, known: Uint8Array): Regions {
  const numberOf = new Map<number, number>();
  const regionOf = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (!known[i]) continue;
    const root = find(i);
    const given = numberOf.get(root) ?? numberOf.size;
    numberOf.set(root, given);
    regionOf[i] = Math.min(MOST_REGIONS - 1, given);
  }
  return { regionOf, count: Math.max(1, numberOf.size) };
}
