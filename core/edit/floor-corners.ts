import * as z from "zod/mini";

export const spot = z.strictObject({
  x: z.number().check(z.minimum(0), z.maximum(1)),
  y: z.number().check(z.minimum(0), z.maximum(1)),
});
/** A place in the upright photo, 0–1 of its width and height from the upper left. */
export type Spot = z.infer<typeof spot>;

/** Four corners of a rectangle of floor as a person marks them, in any order. Whether they make a floor: `orderCorners`. */
export const floorCorners = z.tuple([spot, spot, spot, spot]);
export type FloorCorners = z.infer<typeof floorCorners>;

/** Near left, far left, far right, near right. */
export type OrderedCorners = readonly [Spot, Spot, Spot, Spot];

/**
 * Puts four corners in order around the floor: the two higher in the photo are the far ones.
 * @returns undefined when they bound no floor: one lies within the triangle of the others or on a side, a pair is
 *   crossed, or the floor would be smaller than a fiftieth of the photo
 */
export function orderCorners(corners: FloorCorners): OrderedCorners | undefined {
  const [a, b, c, d] = corners.toSorted((one, other) => one.y - other.y);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const [farLeft, farRight] = a.x <= b.x ? [a, b] : [b, a];
  const [nearLeft, nearRight] = c.x <= d.x ? [c, d] : [d, c];
  const ordered: OrderedCorners = [nearLeft, farLeft, farRight, nearRight];
  return turns(ordered).every((turn) => turn > LEAST_TURN) && areaOf(ordered) >= LEAST_AREA
    ? ordered
    : undefined;
}

const LEAST_AREA = 0.02;
const LEAST_TURN = 0.002;

/** Twice the area of the triangle at each corner; all above 0 when going around turns right all the way. */
const turns = (ring: OrderedCorners): number[] =>
  ring.map((here, n) => {
    const before = ring.at(n - 1) ?? here;
    const after = ring.at((n + 1) % 4) ?? here;
    return (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x);
  });

const areaOf = (ring: OrderedCorners): number =>
  Math.abs(
    ring.reduce((sum, here, n) => {
      const after = ring.at((n + 1) % 4) ?? here;
      return sum + here.x * after.y - after.x * here.y;
    }, 0),
  ) / 2;
