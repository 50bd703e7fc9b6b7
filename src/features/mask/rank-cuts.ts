import { type Size } from "#core/analysis/seen-object.ts";
import { type CutTraits, traitsOf } from "./cut-traits.ts";
import { type Cut, type Place } from "./cuts.ts";

export interface RankedCut {
  readonly cut: Cut;
  /** In pixels of the photo. */
  readonly areaPx: number;
}

/**
 * The cuts that may be what the tap meant, likeliest first, at least one.
 * @param at pixels of the photo
 */
export function rankCuts(cuts: readonly Cut[], photo: Size, at: Place): readonly RankedCut[] {
  const traits = traitsOf(cuts, photo, at);
  const ranked = cuts
    .flatMap((cut, n) => {
      const own = traits[n];
      return own ? [{ cut, areaPx: own.areaPx, isWhole: own.isWhole, worth: worthOf(own) }] : [];
    })
    .toSorted((a, b) => b.worth - a.worth);
  // What mostly lies elsewhere than under the tap was not tapped.
  const whole = ranked.filter(({ isWhole }) => isWhole);
  return whole.length > 0 ? whole : ranked;
}

/**
 * How much of a cut and of what was meant is both, about, 0–1: a linear fit, made by test/taps/fit-weights.ts. What fills
 * the box that it was held to counts for more, since there a network has seen one whole thing.
 */
const worthOf = ({ size, agreed, aside, contrast, fillsBox }: CutTraits): number =>
  -0.159 * size -
  0.015 * size ** 2 +
  0.294 * agreed -
  0.241 * aside +
  0.108 * contrast +
  (fillsBox ? FILLS_BOX : 0);

const FILLS_BOX = 0.15;
