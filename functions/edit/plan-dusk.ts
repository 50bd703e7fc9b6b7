import { isIndoors } from "#core/analysis/is-indoors.ts";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { findDaySky } from "#engine/dusk/dusk.ts";
import { windowLikeness } from "#engine/dusk/window-likeness.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { type Raster } from "#engine/raster.ts";
import { type Plan } from "#functions/edit/studio.ts";

/**
 * The sky that dusk would replace and where windows are; refused where there is none, where it is dusk already, and where
 * something stands that stands in rooms only, whatever is taken for a sky there.
 * @param see the network, which works beside what else there is to find
 */
export async function planDusk(
  photo: Raster,
  see: (photo: Raster) => Promise<readonly SeenObject[]> = objectsIn,
): Promise<Result<Plan>> {
  const [windows, things, sky] = await Promise.all([windowLikeness(photo), see(photo), findDaySky(photo)]);
  if (isIndoors(things)) return refused(problemOf("no-sky"));
  return sky.kind === "refused" ? refused(problemOf(sky.reason)) : done({ mask: undefined, sky, windows });
}
