import { type Seam } from "#engine/renovation/seams.ts";

/** Pixels of seam. */
export interface SeamLengths {
  readonly upright: number;
  readonly level: number;
}

/**
 * Seams within two pixels of each region.
 * @param scale of the parting to the picture the seams were found in
 */
export function seamsOn(
  list: readonly Seam[],
  regionOf: Uint8Array,
  count: number,
  width: number,
  height: number,
  scale: number,
): readonly SeamLengths[] {
  const lengths = Array.from({ length: count }, () => ({ upright: 0, level: 0 }));
  for (const { x1, y1, x2, y2, length, runs } of list) {
    const steps = Math.ceil(length * scale);
    for (let step = 0; step <= steps; step++) {
      const x = Math.round((x1 + ((x2 - x1) * step) / steps) * scale);
      const y = Math.round((y1 + ((y2 - y1) * step) / steps) * scale);
      const near = new Set<number>();
      for (const [dx, dy] of besideSeam[runs])
        if (x + dx >= 0 && y + dy >= 0 && x + dx < width && y + dy < height)
          near.add(regionOf[(y + dy) * width + x + dx]);
      for (const region of near) lengths[region][runs]++;
    }
  }
  return lengths;
}

/** On both sides of a seam, not beyond its ends. */
const besideSeam = {
  upright: [
    [0, 0],
    [2, 0],
    [-2, 0],
  ],
  level: [
    [0, 0],
    [0, 2],
    [0, -2],
  ],
} as const satisfies Record<Seam["runs"], unknown>;
