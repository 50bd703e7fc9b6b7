import { labOf } from "./lab.ts";
import { type Candidate, candidatesAt } from "./merge-tree.ts";
import { withoutHoles } from "./whole.ts";

/** Enough for a border that a finger would draw; more only takes longer. */
export const selectionPixels = 50_000;

/**
 * The thing under a tap. Of all pieces the picture falls into around the tapped spot, from a speck to the whole wall, it
 * is the one that stands out best: whose weakest border is much stronger than anything within it. Made whole after that:
 * what it encloses belongs to it.
 * @param rgba  four bytes a pixel, `width` wide; some 50 000 pixels are enough
 * @param tap   index of the tapped pixel
 * @returns `inside`: 1 = inside, one a pixel, the tapped pixel always; `worth`: how well it stands out, of 2.5 and more it surely does
 */
export function selectThing(rgba: Uint8ClampedArray, width: number, tap: number): Selection {
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
  return best === undefined
    ? { inside: new Uint8Array(count).fill(1, tap, tap + 1), worth: 0 }
    : { inside: withoutHoles(best.inside, width), worth: most };
}

interface Selection {
  readonly inside: Uint8Array;
  readonly worth: number;
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
