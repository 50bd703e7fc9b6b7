import { type SeenObject } from "#core/analysis/seen-object.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { detectObjects } from "#engine/objects/detect-objects.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { type Raster } from "#engine/raster.ts";

/** What is seen in a photo of any size, in its pixels; nothing where the detector is not installed (see detectObjects). */
export async function objectsIn(photo: Raster): Promise<readonly SeenObject[]> {
  const { width, height } = sizeWithin(photo.width, photo.height, DETECTION_PIXELS);
  const detection = await detectObjects(resizeRaster(photo, width, height));
  if (detection.kind === "unavailable") return [];
  return scaledObjects(detection.objects, photo.width / width);
}

/** The network looks at a quarter of a megapixel; what is this large loses nothing on the way there. */
const DETECTION_PIXELS = 1_500_000;
