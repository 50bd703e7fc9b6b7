import { boxMean } from "#engine/filters/box.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** Standard deviation of the photo's grain in levels (0–255), from its calmest places; at most 6. */
export function grainOf(photo: Raster): number {
  const luma = lumaPlane(photo);
  const mean = boxMean(luma, 1).data;
  const blocks: number[] = [];
  const size = 8;
  for (let y = 0; y + size < luma.height; y += size * 4)
    for (let x = 0; x + size < luma.width; x += size * 4) {
      let sum = 0;
      for (let v = 0; v < size; v++)
        for (let u = 0; u < size; u++) {
          const i = (y + v) * luma.width + x + u;
          sum += (luma.data[i] - mean[i]) ** 2;
        }
      blocks.push(Math.sqrt(sum / (size * size)));
    }
  if (blocks.length === 0) return 0;
  // The mean of 3 × 3 takes a ninth of the grain along.
  return Math.min(6, percentile(blocks, 0.3) * 255 * 1.06);
}
