import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Spot } from "#core/edit/floor-corners.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { searchIn } from "#engine/renovation/find-surface.ts";
import { renovationPixels } from "#engine/renovation/renovate.ts";
import { surfaceAt } from "#engine/renovation/surface-at.ts";
import { type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

/**
 * The surfaces under the tapped places, all of each: see `surfaceAt`.
 * @param taps at least one
 * @param seen what the detector saw, in pixels of the photo, and what the network sees of floor, walls and ceiling
 * @returns 255 = one of the surfaces, less on its border, at the size of the photo
 */
export function tappedSurfaces(
  photo: Raster,
  taps: readonly Spot[],
  seen: { readonly objects: readonly SeenObject[]; readonly likeness: SurfaceLikeness | undefined },
): Mask {
  const work = shrinkTo(photo, renovationPixels);
  const { width, height } = work;
  const objects = scaledObjects(seen.objects, width / photo.width);
  const search = searchIn(work, estimateRoom(work), objects, seen.likeness);
  const data = new Uint8Array(width * height);
  for (const { x, y } of taps) {
    const { mask } = surfaceAt(search, Math.min(width - 1, x * width), Math.min(height - 1, y * height));
    for (let i = 0; i < data.length; i++) data[i] = Math.max(data[i], mask.data[i]);
  }
  return resizeMask({ data, width, height }, photo.width, photo.height);
}
