import { type Mask } from "#engine/raster.ts";

/** Where a column of the picture leaves a run of fronts upwards and downwards, in rows. */
export interface FrontRun {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of each column the lowest run of cabinet fronts; seams between them are thinner than `gap`. */
export function lowestRuns({ data, width, height }: Mask): readonly FrontRun[] {
  const gap = Math.max(2, Math.round(height * 0.015));
  const runs: FrontRun[] = [];
  for (let x = 0; x < width; x++) {
    let bottom = height - 1;
    while (bottom >= 0 && data[bottom * width + x] === 0) bottom--;
    let top = bottom;
    for (let y = bottom; y >= Math.max(0, top - gap); y--) if (data[y * width + x] !== 0) top = y;
    if (bottom - top > 2 * gap && top > gap) runs.push({ x, top: top - gap / 2, bottom });
  }
  return runs;
}
