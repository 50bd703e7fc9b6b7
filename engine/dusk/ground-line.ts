import { type Upright } from "#engine/dusk/upright-edges.ts";

/**
 * For each column the row where houses stand: the lowest end of the long upright edges near it, since walls, doors and
 * pipes end at the ground and the ground itself has none. Columns without any, and those where they end above the
 * picture's last quarter, as windows upstairs do, get the picture's height.
 */
export function groundLine(uprights: readonly Upright[], width: number, height: number): Float32Array {
  const long = uprights.filter(({ top, bottom }) => bottom - top > 0.06 * height);
  const reach = 0.04 * width;
  return Float32Array.from({ length: width }, (_, x) => {
    const near = long.filter((line) => Math.abs(line.x - x) < reach);
    const lowest = Math.max(0, ...near.map(({ bottom }) => bottom));
    return lowest < 0.72 * height ? height : lowest;
  });
}
