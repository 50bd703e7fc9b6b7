import { type Spot } from "#core/edit/floor-corners.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { type Raster } from "#engine/raster.ts";
import { searchIn } from "#engine/renovation/find-surface.ts";
import { type RoomLook } from "#engine/renovation/look-at-room.ts";
import { renovationPixels } from "#engine/renovation/renovate.ts";
import { surfaceAt, type TappedSurface } from "#engine/renovation/surface-at.ts";

/**
 * The surface under each tapped place, all of it: see `surfaceAt`. Masks at the size that surfaces are looked for at.
 * @param seen in this photo; undefined where the network is not installed
 */
export function tappedSurfaces(
  photo: Raster,
  taps: readonly Spot[],
  seen: RoomLook | undefined,
): readonly TappedSurface[] {
  const work = shrinkTo(photo, renovationPixels);
  const { width, height } = work;
  const objects = scaledObjects(seen?.objects ?? [], width / photo.width);
  const search = searchIn(work, estimateRoom(work), objects, seen?.likeness);
  return taps.map(({ x, y }) =>
    surfaceAt(search, Math.min(width - 1, x * width), Math.min(height - 1, y * height)),
  );
}
