import { isIndoors } from "#core/analysis/is-indoors.ts";
import { readRenovation } from "#core/renovation/grammar.ts";
import { type RenovationStep, type Surface, surfaceWords } from "#core/renovation/plan.ts";
import { type Spot } from "#core/edit/floor-corners.ts";
import { type EditParams } from "#core/edit/params.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { isUnderSky } from "#engine/analysis/measure-photo.ts";
import { unionOfMasks } from "#engine/compose/union-of-masks.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { renovate, renovationPixels } from "#engine/renovation/renovate.ts";
import { type TappedSurface } from "#engine/renovation/surface-at.ts";
import { tappedSurfaces } from "#engine/renovation/tapped-surfaces.ts";
import { type EditJob, type Made } from "#functions/edit/studio.ts";

/**
 * Renovates by the studio's own hand: the words read by the grammar, refined by the style, and painted where they say.
 * @param planned what a language model has already read out of the words, if one did
 */
export async function renovatePhoto(
  job: Place,
  { description, style }: Pick<EditParams<"virtual-renovation">, "description" | "style">,
  planned: readonly RenovationStep[] | undefined,
  seed: number,
): Promise<Result<Made>> {
  if (planned !== undefined) return renovateSteps(job, planned, seed);
  const { steps, notUnderstood } = readRenovation(description, style);
  if (steps.length === 0)
    return refused(
      problemOf("not-understood", notUnderstood.length > 0 ? { detail: notUnderstood.join(", ") } : {}),
    );
  return renovateSteps(job, steps, seed);
}

/** Does the steps of a plan; what is painted or tapped says where, otherwise each surface is looked for. */
export async function renovateSteps(
  { photo, painted, tapped }: Place,
  steps: readonly RenovationStep[],
  seed: number,
): Promise<Result<Made>> {
  const isShown = painted !== undefined || tapped !== undefined;
  const work = shrinkTo(photo, renovationPixels);
  // The network works beside what else there is to find.
  const [seen, room] = isShown ? [] : await Promise.all([lookAtRoom(work), roomIn(work)]);
  if (!isShown && room === undefined && !isIndoors(seen?.objects ?? []))
    return notFound(steps.map(({ surface }) => surface));
  const objects = scaledObjects(seen?.objects ?? [], photo.width / work.width);
  const where = { mask: painted, tapped, objects, likeness: seen?.likeness, work, room };
  const made = renovate(photo, { plan: steps, ...where, seed });
  if (made.kind === "renovated")
    return done({
      photo: made.image,
      allowed: made.region,
      surfaces: { found: made.found, notFound: made.notFound },
    });
  return made.reason === "not-understood" ? refused(problemOf("not-understood")) : notFound(made.notFound);
}

/** Walls and floors are looked for in rooms: from outside, a wall may be anything, and is to be shown. Undefined there. */
const roomIn = (work: Raster): Room | undefined => (isUnderSky(work) ? undefined : estimateRoom(work));

const notFound = (surfaces: readonly Surface[]): Result<Made> =>
  refused(
    problemOf("surface-not-found", { detail: surfaces.map((surface) => surfaceWords[surface]).join(", ") }),
  );

/** A photo, and where on it something is to be done; by neither, surfaces are looked for by their names. */
export interface Place extends Pick<EditJob, "photo" | "painted"> {
  readonly tapped?: readonly TappedSurface[] | undefined;
}

/** The surfaces that were tapped, all of each; undefined where none was, or where what is painted says it better. */
export async function tappedIn(
  { photo, painted }: Pick<EditJob, "photo" | "painted">,
  taps: readonly Spot[] | undefined,
): Promise<readonly TappedSurface[] | undefined> {
  if (painted !== undefined || taps === undefined || taps.length === 0) return undefined;
  return tappedSurfaces(photo, taps, await lookAtRoom(photo));
}

/** Where a renovation is to stay, 255 = there, at the photo's size; undefined where nothing was shown. */
export function placeOf({ photo, painted, tapped }: Place): Mask | undefined {
  if (painted !== undefined || tapped === undefined) return painted;
  return resizeMask(unionOfMasks(tapped.map(({ mask }) => mask)), photo.width, photo.height);
}
