import { guidedFilter } from "#engine/filters/guided.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** A mask's borders moved onto the photo's edges: guided filter at the photo's size, 0–1. */
export function refineToEdges(photo: Raster, mask: Mask): Plane {
  const { width, height } = photo;
  const rough = planeOfMask(resizeMask(mask, width, height));
  const refined = guidedFilter(lumaPlane(photo), rough, Math.max(2, Math.round(width / 220)), 2e-4);
  for (let i = 0; i < refined.data.length; i++)
    refined.data[i] = Math.max(0, Math.min(1, (refined.data[i] - 0.15) / 0.7));
  return refined;
}
