import { type WindowTap } from "#core/edit/params.ts";
import { nearestTap, shareOf } from "./nearest-tap.ts";

/** A first tap lights a window, the next keeps it dark, a third leaves it to the studio again. Places 0–1. */
export function tapWindow(taps: readonly WindowTap[], x: number, y: number): WindowTap[] {
  const at = nearestTap(taps, x, y);
  if (at === undefined) return [...taps, { x: shareOf(x), y: shareOf(y), lit: true }];
  return at.lit
    ? taps.map((tap) => (tap === at ? { ...tap, lit: false } : tap))
    : taps.filter((tap) => tap !== at);
}
