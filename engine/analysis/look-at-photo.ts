import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { thingsOf } from "#core/analysis/things.ts";
import { withObjects } from "#core/analysis/with-objects.ts";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { workingSize } from "#engine/analysis/measure-photo.ts";
import { objectsIfInstalled } from "#engine/objects/objects-in.ts";
import { datedFeatures } from "#engine/renovation/dated-features.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * All that the studio can say of a photo by itself: measured light and scene, and what the things in it mean. Where the
 * object detector is not installed (said once, as a process warning) the measures stand alone and rooms stay unnamed.
 */
export async function lookAtPhoto(photo: Raster): Promise<PhotoAnalysis> {
  const work = workingSize(photo);
  const [objects, measured] = await Promise.all([objectsIfInstalled(work), analysePhoto(photo, work)]);
  if (objects === undefined) return measured;
  const seen = withObjects(measured, objects, work);
  return {
    ...seen,
    datedFeatures: [...datedFeatures(work, objects, seen)],
    things: thingsOf(objects, work),
  };
}
