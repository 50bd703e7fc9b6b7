import { type OklabPlanes } from "#engine/colour/oklab.ts";

/** A grid of colours in Oklab; `hues` squared numbers of bins in a row have one lightness. */
export interface ColourGrid {
  /** How many bins there are from black to white. */
  readonly lights: number;
  /** How many there are of a, and as many of b, from −span to span; what lies beyond is counted with the last. */
  readonly hues: number;
  readonly span: number;
}

/** The number of each pixel's bin: lightness first, then a, then b. */
export function colourBins({ l, a, b }: OklabPlanes, { lights, hues, span }: ColourGrid): Uint16Array {
  return Uint16Array.from(
    l,
    (light, i) =>
      (binOf(light, 0, 1, lights) * hues + binOf(a[i], -span, span, hues)) * hues +
      binOf(b[i], -span, span, hues),
  );
}

const binOf = (value: number, from: number, to: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(((value - from) / (to - from)) * count)));
