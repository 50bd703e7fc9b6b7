/** A growing piece of the picture: what lies under the tap, and the strength of what parts it from the rest. */
export interface Candidate {
  /** 1 = inside; one a pixel. */
  readonly inside: Uint8Array;
  readonly area: number;
  /** Weakest difference to a neighbour when it dissolved, and strongest one within it; units of L*a*b*. */
  readonly parted: number;
  readonly within: number;
}

/**
 * Joins the pieces of a picture, the most alike neighbours first, and keeps every state of the one under the tap: the
 * nested regions of an ultrametric contour map (Arbeláez 2006).
 * @param pieceOf piece of each pixel, 0 … count − 1
 * @param lab     three values a pixel
 */
export function candidatesAt(
  tap: number,
  pieceOf: Int32Array,
  count: number,
  lab: Float32Array,
  width: number,
): Candidate[] {
  const sums = new Float64Array(count * 3);
  const area = new Float64Array(count);
  for (let i = 0; i < pieceOf.length; i++) {
    const p = pieceOf[i] ?? 0;
    area[p] = (area[p] ?? 0) + 1;
    for (let c = 0; c < 3; c++) sums[p * 3 + c] = (sums[p * 3 + c] ?? 0) + (lab[i * 3 + c] ?? 0);
  }
  const borders = bordersOf(pieceOf, lab, width);
  const parent = Int32Array.from({ length: count }, (_, n) => n);
  const rootOf = (n: number): number => {
    let at = n;
    while ((parent[at] ?? at) !== at) at = parent[at] ?? at;
    return at;
  };
  const cost = (a: number, b: number, border: Border): number => {
    let far = 0;
    for (let c = 0; c < 3; c++)
      far += ((sums[a * 3 + c] ?? 0) / (area[a] ?? 1) - (sums[b * 3 + c] ?? 0) / (area[b] ?? 1)) ** 2;
    const small = Math.min(area[a] ?? 0, area[b] ?? 0);
    // A speck joins what is around it before two large pieces of nearly one colour meet.
    const ease = Math.min(1, 0.25 + small / (SPECK_SHARE * pieceOf.length));
    return ease * (0.5 * Math.sqrt(far) + 0.5 * (border.strength / border.length));
  };
  const out: Candidate[] = [];
  const own = pieceOf[tap] ?? 0;
  let within = 0;
  for (let left = count; left > 1; left--) {
    let least = Infinity;
    let from = -1;
    let to = -1;
    for (const [a, row] of borders)
      for (const [b, border] of row) {
        if (b <= a) continue;
        const price = cost(a, b, border);
        if (price >= least) continue;
        least = price;
        from = a;
        to = b;
      }
    if (from < 0) break;
    const root = rootOf(own);
    if (from === root || to === root) {
      const inside = Uint8Array.from(pieceOf, (p) => (rootOf(p) === root ? 1 : 0));
      out.push({ inside, area: area[root] ?? 0, parted: least, within });
      within = Math.max(within, least);
    }
    parent[to] = from;
    area[from] = (area[from] ?? 0) + (area[to] ?? 0);
    for (let c = 0; c < 3; c++) sums[from * 3 + c] = (sums[from * 3 + c] ?? 0) + (sums[to * 3 + c] ?? 0);
    join(borders, from, to);
  }
  return out;
}

/** Pieces smaller than this share of the picture are specks. */
const SPECK_SHARE = 0.0012;

interface Border {
  readonly length: number;
  readonly strength: number;
}
type Borders = Map<number, Map<number, Border>>;

function bordersOf(pieceOf: Int32Array, lab: Float32Array, width: number): Borders {
  const borders: Borders = new Map();
  const note = (i: number, j: number): void => {
    const a = pieceOf[i] ?? 0;
    const b = pieceOf[j] ?? 0;
    if (a === b) return;
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += ((lab[i * 3 + c] ?? 0) - (lab[j * 3 + c] ?? 0)) ** 2;
    add(borders, a, b, { length: 1, strength: Math.sqrt(sum) });
    add(borders, b, a, { length: 1, strength: Math.sqrt(sum) });
  };
  for (let i = 0; i < pieceOf.length; i++) {
    // Two apart: an edge in a photo is two pixels wide.
    if (i % width < width - 2) note(i, i + 2);
    if (i + 2 * width < pieceOf.length) note(i, i + 2 * width);
  }
  return borders;
}

function add(borders: Borders, a: number, b: number, { length, strength }: Border): void {
  const row = borders.get(a) ?? new Map<number, Border>();
  const had = row.get(b);
  row.set(b, { length: length + (had?.length ?? 0), strength: strength + (had?.strength ?? 0) });
  borders.set(a, row);
}

function join(borders: Borders, from: number, to: number): void {
  for (const [other, border] of borders.get(to) ?? []) {
    borders.get(other)?.delete(to);
    if (other === from) continue;
    add(borders, from, other, border);
    add(borders, other, from, border);
  }
  borders.delete(to);
}
