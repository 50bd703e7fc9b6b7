import { type Mark } from "./marks.ts";
import { type Bits, emptyBits, setRun } from "./one-bit-png.ts";
import { linesOf } from "./path-lines.ts";
import { type Place, type Size } from "./placing.ts";

/**
 * Marks as a picture of black and white: a pixel is white when its middle lies in a mark and in no eraser's stroke after
 * it. No soft edges: the backend feathers. Needs no canvas, so a photo may be as large as it likes.
 */
export function rasterise(marks: readonly Mark[], { width, height }: Size): Bits {
  const bits = emptyBits(width, height);
  for (const mark of marks) {
    if (mark.kind === "rectangle") {
      const { x, y } = mark;
      fill(bits, [
        [
          { x, y },
          { x: x + mark.width, y },
          { x: x + mark.width, y: y + mark.height },
          { x, y: y + mark.height },
        ],
      ]);
    } else if (mark.kind === "outline") fill(bits, linesOf(mark.path));
    else {
      const runs = new Runs(bits, !mark.erases);
      for (const line of linesOf(mark.path))
        for (const [at, to] of line.entries()) capsule(runs, line[at - 1] ?? to, to, mark.widthPx / 2);
      runs.set();
    }
  }
  return bits;
}

/**
 * One run a row, not yet set. The pieces of a stroke lie over one another: joined here, its pixels are set about once
 * and not once for each piece.
 */
class Runs {
  private readonly bits: Bits;
  private readonly isWhite: boolean;
  private readonly from: Float64Array;
  private readonly to: Float64Array;

  constructor(bits: Bits, isWhite: boolean) {
    this.bits = bits;
    this.isWhite = isWhite;
    this.from = new Float64Array(bits.height).fill(Infinity);
    this.to = new Float64Array(bits.height).fill(-Infinity);
  }

  get height(): number {
    return this.bits.height;
  }

  add(row: number, from: number, to: number): void {
    const [begun = Infinity, ended = -Infinity] = [this.from[row], this.to[row]];
    if (from > to) return;
    if (from <= ended && to >= begun) {
      if (from < begun) this.from[row] = from;
      if (to > ended) this.to[row] = to;
      return;
    }
    if (begun <= ended) setRun(this.bits, row, begun, ended, this.isWhite);
    this.from[row] = from;
    this.to[row] = to;
  }

  set(): void {
    for (let row = 0; row < this.height; row++) {
      const [from = Infinity, to = -Infinity] = [this.from[row], this.to[row]];
      if (from <= to) setRun(this.bits, row, from, to, this.isWhite);
    }
  }
}

/**
 * All within `radius` of the line from `a` to `b`: what a round brush covers on its way. In each row that is the run from
 * the leftmost to the rightmost of its two ends and of the strip between them, since the whole is convex.
 */
function capsule(runs: Runs, a: Place, b: Place, radius: number): void {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const ux = length === 0 ? 1 : (b.x - a.x) / length;
  const uy = length === 0 ? 0 : (b.y - a.y) / length;
  const [first, last] = rowsBetween(runs, Math.min(a.y, b.y) - radius, Math.max(a.y, b.y) + radius);
  for (let row = first; row <= last; row++) {
    const da = row + 0.5 - a.y;
    const db = row + 0.5 - b.y;
    let left = Infinity;
    let right = -Infinity;
    if (Math.abs(da) <= radius) {
      const half = Math.sqrt(radius * radius - da * da);
      left = a.x - half;
      right = a.x + half;
    }
    if (Math.abs(db) <= radius) {
      const half = Math.sqrt(radius * radius - db * db);
      left = Math.min(left, b.x - half);
      right = Math.max(right, b.x + half);
    }
    // The strip: 0 ≤ x·ux + da·uy ≤ length and |da·ux − x·uy| ≤ radius, x counted from a.
    let from = -Infinity;
    let to = Infinity;
    if (Math.abs(ux) > 1e-9) {
      const p = (-da * uy) / ux;
      const q = (length - da * uy) / ux;
      from = Math.min(p, q);
      to = Math.max(p, q);
    } else if (da * uy < 0 || da * uy > length) to = -Infinity;
    if (Math.abs(uy) > 1e-9) {
      const p = (da * ux - radius) / uy;
      const q = (da * ux + radius) / uy;
      from = Math.max(from, Math.min(p, q));
      to = Math.min(to, Math.max(p, q));
    } else if (Math.abs(da) > radius) to = -Infinity;
    if (from <= to) {
      left = Math.min(left, a.x + from);
      right = Math.max(right, a.x + to);
    }
    runs.add(row, left, right);
  }
}

/** All that closed lines enclose an odd number of times. */
function fill(bits: Bits, lines: readonly (readonly Place[])[]): void {
  const crossings = new Map<number, number[]>();
  for (const line of lines)
    for (const [at, b] of line.entries()) {
      const a = line.at(at - 1) ?? b;
      if (a.y === b.y) continue;
      const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
      const [from, to] = rowsBetween(bits, upper.y, lower.y);
      for (let row = from; row <= to; row++) {
        const y = row + 0.5;
        // Each line holds its upper end and not its lower one, so that a corner counts once.
        if (y < upper.y || y >= lower.y) continue;
        const x = upper.x + ((y - upper.y) / (lower.y - upper.y)) * (lower.x - upper.x);
        const known = crossings.get(row);
        if (known) known.push(x);
        else crossings.set(row, [x]);
      }
    }
  for (const [row, xs] of crossings) {
    const sorted = xs.toSorted((a, b) => a - b);
    for (let at = 0; at + 1 < sorted.length; at += 2)
      setRun(bits, row, sorted[at] ?? 0, sorted[at + 1] ?? 0, true);
  }
}

/** The rows whose middle may lie between two heights. */
const rowsBetween = (
  { height }: { readonly height: number },
  top: number,
  bottom: number,
): readonly [number, number] => [Math.max(0, Math.floor(top)), Math.min(height - 1, Math.ceil(bottom))];
