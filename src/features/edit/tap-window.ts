import { type WindowTap } from "#core/edit/params.ts";

/** Two taps nearer than this, as a share of the picture, are on one window. */
const sameWindow = 0.025;

/** A first tap lights a window, the next keeps it dark, a third leaves it to the studio again. Places 0–1. */
export function tapWindow(taps: readonly WindowTap[], x: number, y: number): WindowTap[] {
  const at = taps.find((tap) => Math.hypot(tap.x - x, tap.y - y) < sameWindow);
  if (at === undefined) return [...taps, { x: share(x), y: share(y), lit: true }];
  return at.lit
    ? taps.map((tap) => (tap === at ? { ...tap, lit: false } : tap))
    : taps.filter((tap) => tap !== at);
}

const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
