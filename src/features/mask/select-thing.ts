import { type Candidate, candidatesAt } from "./merge-tree.ts";

/** Enough for a border that a finger would draw; more only takes longer. */
export const selectionPixels = 50_000;

/**
 * The thing under a tap. Of all pieces the picture falls into around the tapped spot, from a speck to the whole wall, it
 * is the one that stands out best: whose weakest border is much stronger than anything within it. Made whole after that:
 * what it encloses belongs to it.
 * @param rgba  four bytes a pixel, `width` wide; some 50 000 pixels are enough
 * @param tap   index of the tapped pixel
 * @returns 1 = inside, one a pixel; the tapped pixel is always in it
 */
export function selectThing(rgba: Uint8ClampedArray, width: number, tap: number): Uint8Array {
  const count = rgba.length / 4;
  if (!Number.isInteger(tap) || tap < 0 || tap >= count)
    throw new RangeError(`The tap ${tap} lies outside ${count} pixels`);
  const lab = labOf(rgba, width);
  const { pieceOf, pieces } = piecesOf(lab, width);
  const candidates = candidatesAt(tap, pieceOf, pieces, lab, width);
  let best: Candidate | undefined;
  let most = -Infinity;
  for (const one of candidates) {
    const value = worth(one, width, count / width);
    if (value <= most) continue;
    most = value;
    best = one;
  }
  return best === undefined ? new Uint8Array(count).fill(1, tap, tap + 1) : withoutHoles(best.inside, width);
}

/** Things are mostly between these shares of a picture; smaller and larger ones are worth less. */
const USUAL_LEAST = 0.008;
const USUAL_MOST = 0.08;

function worth({ inside, area, parted, within }: Candidate, width: number, height: number): number {
  const share = area / inside.length;
  const size =
    share < USUAL_LEAST ? (share / USUAL_LEAST) ** 0.8 : share > USUAL_MOST ? (USUAL_MOST / share) ** 0.6 : 1;
  let onFrame = 0;
  for (let x = 0; x < width; x++) onFrame += (inside[x] ?? 0) + (inside[(height - 1) * width + x] ?? 0);
  for (let y = 0; y < height; y++) onFrame += (inside[y * width] ?? 0) + (inside[y * width + width - 1] ?? 0);
  // A wall or a floor runs out of the picture; a thing seldom does for long.
  const framed = 1 - Math.min(0.8, (2 * onFrame) / (width + height));
  return Math.log((parted + 2) / (within + 2) + 0.5) * Math.sqrt(parted) * size * framed;
}

/** CIE L*a*b* (D65) of each pixel, averaged over 3 × 3, lightness counting for less than colour. */
function labOf(rgba: Uint8ClampedArray, width: number): Float32Array {
  const sharp = new Float32Array((rgba.length / 4) * 3);
  for (let i = 0; i < sharp.length / 3; i++) {
    const r = linear[rgba[i * 4] ?? 0] ?? 0;
    const g = linear[rgba[i * 4 + 1] ?? 0] ?? 0;
    const b = linear[rgba[i * 4 + 2] ?? 0] ?? 0;
    const x = Math.cbrt((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505 + 0.003);
    const y = Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.003);
    const z = Math.cbrt((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089 + 0.003);
    sharp[i * 3] = LIGHT * 116 * y;
    sharp[i * 3 + 1] = 500 * (x - y);
    sharp[i * 3 + 2] = 200 * (y - z);
  }
  return averaged(sharp, width);
}

const LIGHT = 0.8;
const linear = Float32Array.from({ length: 256 }, (_, v) => {
  const s = v / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
});

function averaged(values: Float32Array, width: number): Float32Array {
  const height = values.length / 3 / width;
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let n = 0;
      const o = (y * width + x) * 3;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          n++;
          for (let c = 0; c < 3; c++) out[o + c] = (out[o + c] ?? 0) + (values[(v * width + u) * 3 + c] ?? 0);
        }
      for (let c = 0; c < 3; c++) out[o + c] = (out[o + c] ?? 0) / n;
    }
  return out;
}

/** Small pieces of one colour, by the graph method of Felzenszwalb and Huttenlocher (2004). */
function piecesOf(lab: Float32Array, width: number): { pieceOf: Int32Array; pieces: number } {
  const count = lab.length / 3;
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const add = (i: number, j: number): void => {
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += ((lab[i * 3 + c] ?? 0) - (lab[j * 3 + c] ?? 0)) ** 2;
    from.push(i);
    to.push(j);
    weight.push(Math.sqrt(sum));
  };
  for (let i = 0; i < count; i++) {
    if (i % width < width - 1) add(i, i + 1);
    if (i + width < count) add(i, i + width);
  }
  const w = (e: number): number => weight[e] ?? 0;
  const order = Uint32Array.from(weight, (_, e) => e).toSorted((a, b) => w(a) - w(b) || a - b);
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const size = new Int32Array(count).fill(1);
  const limit = new Float32Array(count).fill(FINENESS);
  const root = (i: number): number => {
    let at = i;
    while ((parent[at] ?? at) !== at) {
      const above = parent[at] ?? at;
      parent[at] = parent[above] ?? above;
      at = above;
    }
    return at;
  };
  const unite = (isTaken: (a: number, b: number, e: number) => boolean): void => {
    for (const e of order) {
      const a = root(from[e] ?? 0);
      const b = root(to[e] ?? 0);
      if (a === b || !isTaken(a, b, e)) continue;
      parent[b] = a;
      size[a] = (size[a] ?? 0) + (size[b] ?? 0);
      limit[a] = w(e) + FINENESS / (size[a] ?? 1);
    }
  };
  unite((a, b, e) => w(e) <= (limit[a] ?? 0) && w(e) <= (limit[b] ?? 0));
  let least = LEAST_PIECE;
  for (;;) {
    unite((a, b) => Math.min(size[a] ?? 0, size[b] ?? 0) < least);
    const numbers = new Map<number, number>();
    const pieceOf = Int32Array.from({ length: count }, (_, i) => {
      const r = root(i);
      const known = numbers.get(r) ?? numbers.size;
      numbers.set(r, known);
      return known;
    });
    if (numbers.size <= MOST_PIECES) return { pieceOf, pieces: numbers.size };
    least *= 1.4;
  }
}

const FINENESS = 12;
const LEAST_PIECE = 10;
const MOST_PIECES = 700;

/** What does not reach the picture's frame around the selection is enclosed by it. */
function withoutHoles(inside: Uint8Array, width: number): Uint8Array {
  const count = inside.length;
  const outside = new Uint8Array(count);
  const queue: number[] = [];
  const reach = (i: number): void => {
    if (inside[i] !== 0 || outside[i] !== 0) return;
    outside[i] = 1;
    queue.push(i);
  };
  for (let i = 0; i < count; i++)
    if (i < width || i >= count - width || i % width === 0 || i % width === width - 1) reach(i);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (i % width > 0) reach(i - 1);
    if (i % width < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i + width < count) reach(i + width);
  }
  return outside.map((v) => 1 - v);
}
