import { type SeenObject } from "#core/analysis/seen-object.ts";
import { planRenovation } from "#core/renovation/grammar.ts";
import { type RenovationStep, type Surface } from "#core/renovation/plan.ts";
import { stepsOfPlaces } from "#core/renovation/shown-places.ts";
import { layOver } from "#engine/compose/apply-change.ts";
import { unionOfMasks } from "#engine/compose/union-of-masks.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { maskOfPlane, type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findSurface, isFindable, type Search, searchIn } from "#engine/renovation/find-surface.ts";
import { type TappedSurface } from "#engine/renovation/surface-at.ts";
import { recolourSurface } from "#engine/renovation/recolour-surface.ts";
import { isPatterned, refineToEdges } from "#engine/renovation/refine-to-edges.ts";
import { type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { assumedMap, floorMap } from "#engine/renovation/surface-plane.ts";

/** Surfaces are looked for, and get their new looks, at this size. */
export const renovationPixels = 1_500_000;

export type RenovationWish = Wanted & Where;

/** Plain words, for core's grammar to read, or what was read out of them already. */
type Wanted =
  | { readonly description: string; readonly plan?: undefined }
  | { readonly plan: readonly RenovationStep[]; readonly description?: undefined };

interface Where {
  /** 255 = the surface meant, any size. Then the first step applies there; others are said to be not found. */
  readonly mask?: Mask | undefined;
  /** The surfaces that were tapped: each gets the step it is for; steps for none are not found. A mask comes first. */
  readonly tapped?: readonly TappedSurface[] | undefined;
  /** What the detector saw, in pixels of the photo. Without it furniture is told from surfaces by its looks alone. */
  readonly objects?: readonly SeenObject[] | undefined;
  /** What the network sees of floor, walls and ceiling (`surfaceLikeness`). Without it only bare, box-like rooms are read. */
  readonly likeness?: SurfaceLikeness | undefined;
  /** The photo at `renovationPixels`, where the caller has it already. */
  readonly work?: Raster | undefined;
  /** The room in `work`, where the caller has read it already. */
  readonly room?: Room | undefined;
  readonly seed: number;
}

export type Renovation =
  | {
      readonly kind: "renovated";
      /** Of the photo's size; its bytes outside `region` are the photo's. */
      readonly image: Raster;
      readonly region: Mask;
      readonly found: readonly Surface[];
      readonly notFound: readonly Surface[];
    }
  | { readonly kind: "refused"; readonly reason: "not-understood" }
  | { readonly kind: "refused"; readonly reason: "not-found"; readonly notFound: readonly Surface[] };

/**
 * Renovates by words: each surface named is found, recoloured or given its new material at about 1.5 MP, and the change
 * is laid over the photo at its own size.
 */
export function renovate(photo: Raster, wish: RenovationWish): Renovation {
  const { objects = [], likeness, seed } = wish;
  const steps = wish.plan ?? planRenovation(wish.description);
  if (steps.length === 0) return { kind: "refused", reason: "not-understood" };
  const work = wish.work ?? shrinkTo(photo, renovationPixels);
  const room = wish.room ?? estimateRoom(work);
  const search = searchIn(work, room, scaledObjects(objects, work.width / photo.width), likeness);
  const union = new Float32Array(work.width * work.height);
  const found: Surface[] = [];
  const notFound: Surface[] = [];
  let changed = work;
  for (const { step, alpha } of placed(steps, wish, search)) {
    const { surface, colour, material } = step;
    if (alpha === undefined) {
      notFound.push(surface);
      continue;
    }
    found.push(surface);
    const map =
      surface === "floor" && search.view().faces !== undefined
        ? floorMap(room, work.width, work.height)
        : assumedMap(surface, maskOfPlane(alpha));
    changed = recolourSurface(changed, alpha, map, { colour, material, seed });
    for (let i = 0; i < union.length; i++) if (alpha.data[i] > union[i]) union[i] = alpha.data[i];
  }
  if (found.length === 0) return { kind: "refused", reason: "not-found", notFound };
  // The change already holds each pixel's share of old and new, so the region is laid over whole.
  for (let i = 0; i < union.length; i++) union[i] = Math.min(1, union[i] * 4);
  const laid = layOver(photo, work, changed, { data: union, width: work.width, height: work.height });
  return { kind: "renovated", image: laid.image, region: laid.region, found, notFound };
}

interface Placed {
  readonly step: RenovationStep;
  /** 1 = there, at the size of the search's photo; undefined where it was not found. */
  readonly alpha: Plane | undefined;
}

/** What is done, and where: as it was painted or tapped, else where it is found by its name. */
function placed(
  steps: readonly RenovationStep[],
  { mask, tapped }: Where,
  search: Search,
): readonly Placed[] {
  const { photo } = search;
  if (mask !== undefined)
    return steps.map((step, n) => ({ step, alpha: n === 0 ? drawn([mask], photo) : undefined }));
  if (tapped !== undefined) {
    const stepOf = stepsOfPlaces(
      steps,
      tapped.map(({ surface }) => surface),
    );
    return steps.map((step, n) => {
      const masks = tapped.filter((_, at) => stepOf[at] === n).map((place) => place.mask);
      return { step, alpha: masks.length === 0 ? undefined : drawn(masks, photo) };
    });
  }
  return steps.map((step) => {
    const where = isFindable(step.surface) ? findSurface(search, step.surface) : undefined;
    return { step, alpha: where && refineToEdges(photo, where.mask, isPatterned(step.surface)) };
  });
}

const drawn = (masks: readonly Mask[], { width, height }: Raster): Plane =>
  planeOfMask(unionOfMasks(masks.map((mask) => resizeMask(mask, width, height))));
