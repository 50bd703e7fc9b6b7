import { type Spot } from "#core/edit/floor-corners.ts";
import { nearestTap, shareOf } from "./nearest-tap.ts";

/** A tap chooses the surface there; a second one on its dot leaves it again. Places 0–1. */
export function tapSurface(taps: readonly Spot[], x: number, y: number): Spot[] {
  const at = nearestTap(taps, x, y);
  return at === undefined ? [...taps, { x: shareOf(x), y: shareOf(y) }] : taps.filter((tap) => tap !== at);
}
