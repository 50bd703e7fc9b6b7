import { type Upright } from "#engine/dusk/upright-edges.ts";

/**
 * For each column the row where houses stand: the middle, among the columns beside it, of how low their long upright
 * edges reach, since walls, doors and pipes end at the ground and the ground itself has none; a bin or a bush before the
 * house is narrower than that. Columns without any near, and those where they end above the picture's lowest three
 * tenths, as windows upstairs do, get the picture's height.
 */
export function groundLine(uprights: readonly Upright[], width: number, height: number): Float32Array {
  const long = uprights.filter(({ top, bottom }) => bottom - top > 0.06 * height);
  const lowest = Array.from({ length: Math.ceil(width / STEP) }, (_, k) =>
    Math.max(
      0,
      ...long.filter(({ x }) => Math.abs(x - (k + 0.5) * STEP) < BESIDE * width).map(({ bottom }) => bottom),
    ),
  );
  const reach = Math.round((AROUND * width) / STEP);
  const ground = lowest.map((_, k) => {
    const near = lowest.slice(Math.max(0, k - reach), k + reach + 1).filter((bottom) => bottom > 0);
    const middle = near.toSorted((a, b) => a - b)[near.length >> 1] ?? 0;
    return middle < HIGHEST * height ? height : middle;
  });
  return Float32Array.from({ length: width }, (_, x) => ground[Math.floor(x / STEP)] ?? height);
}

/** Columns are taken this many pixels at a time. */
const STEP = 4;

/** Shares of the picture's width: how far an edge speaks for the ground beside it, and how far the middle is taken. */
const BESIDE = 0.02;
const AROUND = 0.15;

/** No house stands higher in its picture than this share of the height. */
const HIGHEST = 0.7;
