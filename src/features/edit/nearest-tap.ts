import { type Spot } from "#core/edit/floor-corners.ts";

/** Two taps nearer than this, as a share of the picture, are meant for one thing. */
const sameThing = 0.025;

/** The dot that a tap at this place is meant for, if any. Places 0–1. */
export const nearestTap = <T extends Spot>(taps: readonly T[], x: number, y: number): T | undefined =>
  taps.find((tap) => Math.hypot(tap.x - x, tap.y - y) < sameThing);

/** A place as it is kept: on the photo, and no more exact than a finger. */
export const shareOf = (value: number): number =>
  Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
