import { type SeenObject } from "#core/analysis/seen-object.ts";
import { detectObjects } from "#engine/objects/detect-objects.ts";
import { type Raster } from "#engine/raster.ts";

/** What is seen in a photo of any size, in its pixels; nothing where the detector is not installed (see detectObjects). */
export async function objectsIn(photo: Raster): Promise<readonly SeenObject[]> {
  const detection = await detectObjects(photo);
  return detection.kind === "unavailable" ? [] : detection.objects;
}
