import { type FoundObject } from "#core/analysis/analysis.ts";
import { type Box, type Size } from "#core/analysis/seen-object.ts";
import { cutsAt, type Look, type Place } from "./cuts.ts";
import { outlineOf } from "./outline.ts";
import { rankCuts, type RankedCut } from "./rank-cuts.ts";

/** What a tap may have meant: a cushion, the armchair, the armchair with its stool. */
export interface Selection {
  /** SVG paths in pixels of the photo, smallest first, at least one, at most five. */
  readonly outlines: readonly string[];
  /** Index of the likeliest. */
  readonly best: number;
}

/**
 * The outlines of what lies under a tap.
 * @param at     pixels of the photo
 * @param things what was seen there, boxes in thousandths, smallest first
 */
export function select(look: Look, photo: Size, at: Place, things: readonly FoundObject[]): Selection {
  const boxes = things.slice(0, MOST_BOXES).map((thing) => boxOf(thing, photo));
  const ranked = rankCuts(cutsAt(look, photo, at, boxes), photo, at);
  const sizes: RankedCut[] = [];
  for (const next of ranked)
    if (sizes.length < MOST_SIZES && !sizes.some((other) => isSameSize(next, other))) sizes.push(next);
  const [likeliest] = sizes;
  const inOrder = sizes.toSorted((a, b) => a.areaPx - b.areaPx);
  return {
    outlines: inOrder.map(({ cut: { inside, width, scale, part } }) =>
      outlineOf(inside, width, 1 / scale, part),
    ),
    best: inOrder.findIndex((one) => one === likeliest),
  };
}

/** Things are seldom seen in more boxes; each costs a phone a cut. */
const MOST_BOXES = 6;
const MOST_SIZES = 5;

/** In pixels of the photo. */
export const boxOf = ({ x, y, width, height }: FoundObject, photo: Size): Box => ({
  x: (x * photo.width) / 1000,
  y: (y * photo.height) / 1000,
  width: (width * photo.width) / 1000,
  height: (height * photo.height) / 1000,
});

/** All hold the tap: of nearly one size they are nearly one. */
const isSameSize = (a: RankedCut, b: RankedCut): boolean =>
  Math.max(a.areaPx, b.areaPx) < A_STEP * Math.min(a.areaPx, b.areaPx);

const A_STEP = 1.3;
