import { differenceOf } from "./lab.ts";
import { minCut } from "./min-cut.ts";
import { paletteOf } from "./palette.ts";

/** What is known before anything is looked at, one a pixel: 1 = surely inside, 0 = surely outside, between a guess. */
export type Guess = Float32Array;

/**
 * Cuts a thing out of a picture by its colours and its border, as GrabCut does (Rother, Kolmogorov, Blake 2004), with
 * heaps of colours for its Gaussian mixtures.
 * @param lab three values a pixel, `width` wide
 * @returns 1 = inside, one a pixel
 */
export function cutOut(lab: Float32Array, width: number, guess: Guess): Uint8Array {
  const count = guess.length;
  const { heapOf, heaps, kin } = paletteOf(lab);
  const border = borderCosts(lab, width);
  let weight = guess;
  let inside: Uint8Array = new Uint8Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    const odds = oddsOf(weight, heapOf, heaps, kin);
    const ends = Int32Array.from(guess, (g, i) => {
      if (g === 0) return -SURE;
      if (g === 1) return SURE;
      const colour = odds[heapOf[i] ?? 0] ?? 0;
      return Math.round(UNIT * (colour + Math.log(g / (1 - g))));
    });
    inside = minCut(ends, width, border);
    weight = Float32Array.from(inside);
  }
  return inside;
}

const ROUNDS = 3;
/** Costs are whole numbers: hundredths of a nat. */
const UNIT = 100;
const SURE = 1_000_000;
const BORDER = 12;
const MOST_ODDS = 2.5;

/** For each heap the logarithm of how much likelier it is inside than outside. */
function oddsOf(weight: Float32Array, heapOf: Uint8Array, heaps: number, kin: Float32Array): Float32Array {
  const own = new Float64Array(heaps * 2);
  let all = 0;
  weight.forEach((w, i) => {
    const h = heapOf[i] ?? 0;
    own[h] = (own[h] ?? 0) + w;
    own[heaps + h] = (own[heaps + h] ?? 0) + 1 - w;
    all += w;
  });
  const rest = weight.length - all;
  return Float32Array.from({ length: heaps }, (_, h) => {
    let within = 0;
    let without = 0;
    for (let k = 0; k < heaps; k++) {
      within += (kin[h * heaps + k] ?? 0) * (own[k] ?? 0);
      without += (kin[h * heaps + k] ?? 0) * (own[heaps + k] ?? 0);
    }
    const odds = Math.log((within / (all + 1) + FAINT) / (without / (rest + 1) + FAINT));
    return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds));
  });
}

const FAINT = 0.002;

function borderCosts(lab: Float32Array, width: number): (i: number, j: number, step: number) => number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < lab.length / 3 - 1; i++) {
    if (i % width === width - 1) continue;
    sum += differenceOf(lab, i, i + 1) ** 2;
    n++;
  }
  const soft = 2 * Math.max(sum / Math.max(1, n), LEAST_SOFT);
  return (i, j, step) =>
    Math.round(
      (UNIT * (BORDER_FLOOR + BORDER * Math.exp(-(differenceOf(lab, i, j) ** 2) / soft))) /
        (step < 2 ? 1 : Math.SQRT2),
    );
}
const BORDER_FLOOR = 0.3;
const LEAST_SOFT = 1;
