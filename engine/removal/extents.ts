import { type Box } from "#core/analysis/seen-object.ts";

/** How far a region may go on behind a hole: corners as shares (0–1) of the picture's width and height. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * How far each region may go on: what lies within the box of a thing that was detected is the thing's own and goes on
 * little farther than that box, so that neither a sofa nor a plant beside a hole spreads into it. Others go on without
 * end, and so does what is seen in the box of a thing that is being taken away.
 * @param regionOf region of each pixel of a picture of `width` × `height`
 * @param known 1 = seen, 0 = hole
 * @param things boxes as shares of the picture's width and height, within or beyond it
 * @returns for each region; undefined = anywhere
 */
export function extentsOf(
  regionOf: Uint8Array,
  known: Uint8Array,
  width: number,
  height: number,
  count: number,
  things: readonly Box[],
): readonly (Extent | undefined)[] {
  const areas = new Float32Array(count);
  const within = things.map(() => new Float32Array(count));
  const taken = things.map(() => 0);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      areas[regionOf[i]] += known[i];
      for (const [n, thing] of things.entries()) {
        if (!isIn(thing, (x + 0.5) / width, (y + 0.5) / height)) continue;
        within[n][regionOf[i]] += known[i];
        taken[n] += 1 - known[i];
      }
    }
  const sizes = within.map((seen, n) => taken[n] + seen.reduce((sum, v) => sum + v, 0));
  return Array.from({ length: count }, (_, region) =>
    things
      .filter(
        (_thing, n) =>
          taken[n] < TAKEN_SHARE * sizes[n] &&
          within[n][region] > OWN_SHARE * areas[region] &&
          within[n][region] > BODY_SHARE * sizes[n],
      )
      .map(widened)
      .reduce<Extent | undefined>(union, undefined),
  );
}

/** A region with more of its area than this in a thing's box belongs to the thing; boxes are found to some percent. */
const OWN_SHARE = 0.8;
/** So much of a box the thing's own parts fill; what is seen of walls and floors in its corners is less. */
const BODY_SHARE = 0.1;
/** A thing is being taken away when the hole covers this much of its box: it is outlined, not boxed. */
const TAKEN_SHARE = 0.35;

/** Whether a region with this extent may lie at a place, in shares of the picture. */
export const reaches = (extent: Extent | undefined, x: number, y: number): boolean =>
  extent === undefined || (x >= extent.left && x <= extent.right && y >= extent.top && y <= extent.bottom);

export const isSame = (a: Extent | undefined, b: Extent | undefined): boolean =>
  a?.left === b?.left && a?.top === b?.top && a?.right === b?.right && a?.bottom === b?.bottom;

const isIn = (thing: Box, x: number, y: number): boolean => reaches(extentOf(thing), x, y);

/** A box with what it may have been found too small by. */
const widened = ({ x, y, width, height }: Box): Extent =>
  extentOf({
    x: x - LOOSE_SHARE * width,
    y: y - LOOSE_SHARE * height,
    width: (1 + 2 * LOOSE_SHARE) * width,
    height: (1 + 2 * LOOSE_SHARE) * height,
  });

/** Of a box's own width and height: so far off its sides lie where a part of the thing is not seen. */
const LOOSE_SHARE = 0.06;

const extentOf = ({ x, y, width, height }: Box): Extent => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

/** The smallest that holds both. */
function union(a: Extent | undefined, b: Extent): Extent {
  if (a === undefined) return b;
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
