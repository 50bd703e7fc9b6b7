import { forEachInside, type WindowQuad } from "#engine/dusk/window-quad.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Places of a window's glass in a plane of luma 0–1: its inside less the rim and the bars. A bar is a thin column or row
 * of the window, end to end, whose mean light stands out from that beside it; what lies behind the glass, a curtain or a
 * reflection, is of no such shape, so that whole panes are lit and not blotches of them.
 */
export function glassOf(quad: Omit<WindowQuad, "score">, luma: Plane): readonly number[] {
  const wide = quad.right - quad.left;
  const tall = (quad.bottomLeft + quad.bottomRight - quad.topLeft - quad.topRight) / 2;
  const columns = Math.max(2, Math.round(wide));
  const rows = Math.max(2, Math.round(tall));
  const columnOf = (t: number): number => Math.min(columns - 1, Math.floor(t * columns));
  const rowOf = (v: number): number => Math.min(rows - 1, Math.floor(v * rows));
  const across = new Means(columns);
  const down = new Means(rows);
  forEachInside(quad, luma, (i, t, v) => {
    if (v > 0.1 && v < 0.9) across.add(columnOf(t), luma.data[i] ?? 0);
    if (t > 0.1 && t < 0.9) down.add(rowOf(v), luma.data[i] ?? 0);
  });
  const isColumnBar = bars(across.values());
  const isRowBar = bars(down.values());
  const glass: number[] = [];
  forEachInside(quad, luma, (i, t, v) => {
    if (!isColumnBar[columnOf(t)] && !isRowBar[rowOf(v)]) glass.push(i);
  });
  return glass;
}

class Means {
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;
  constructor(length: number) {
    this.#sums = new Float64Array(length);
    this.#counts = new Float64Array(length);
  }
  add(at: number, value: number): void {
    this.#sums[at] = (this.#sums[at] ?? 0) + value;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }
  values(): number[] {
    return Array.from(this.#sums, (sum, k) => sum / Math.max(1, this.#counts[k] ?? 1));
  }
}

/** Which lines stand out from the median of those within a sixth of the span, and the rim where it is lit like a frame. */
function bars(profile: readonly number[]): readonly boolean[] {
  const reach = Math.max(2, Math.round(profile.length / 6));
  return profile.map((value, k) => {
    const near = profile.slice(Math.max(0, k - reach), k + reach + 1).toSorted((a, b) => a - b);
    return value > (near[near.length >> 1] ?? value) + 0.045;
  });
}
