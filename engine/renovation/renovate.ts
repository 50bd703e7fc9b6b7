import { type SeenObject } from "#core/analysis/seen-object.ts";
import { planRenovation } from "#core/renovation/grammar.ts";
import { type RenovationStep, type Surface } from "#core/renovation/plan.ts";
import { layOver } from "#engine/compose/apply-change.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { maskOfPlane, type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findSurface, isFindable, type Search, searchIn } from "#engine/renovation/find-surface.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { recolourSurface } from "#engine/renovation/recolour-surface.ts";
import { isPatterned, refineToEdges } from "#engine/renovation/refine-to-edges.ts";
import { type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { assumedMap, floorMap } from "#engine/renovation/surface-plane.ts";

/** Surfaces are looked for, and get their new looks, at this size. */
export const renovationPixels = 1_500_000;

export interface RenovationWish {
  /** Plain words, read by core's grammar unless `plan` is given. */
  readonly description: string;
  /** A plan that a language model made of the words. */
  readonly plan?: readonly RenovationStep[] | undefined;
  /** 255 = the surface meant, any size. Then all steps apply there and nothing is searched for. */
  readonly mask?: Mask | undefined;
  /** What the detector saw, in pixels of the photo. Without it furniture is told from surfaces by its looks alone. */
  readonly objects?: readonly SeenObject[] | undefined;
  /** What the network sees of floor, walls and ceiling (`surfaceLikeness`). Without it only bare, box-like rooms are read. */
  readonly likeness?: SurfaceLikeness | undefined;
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
  const { description, plan, mask, objects = [], likeness, seed } = wish;
  const steps = (plan ?? planRenovation(description)).filter(({ colour }) => colour !== undefined);
  if (steps.length === 0) return { kind: "refused", reason: "not-understood" };
  const work = shrinkTo(photo, renovationPixels);
  const room = estimateRoom(work);
  const search = searchIn(work, room, scaledObjects(objects, work.width / photo.width), likeness);
  const union = new Float32Array(work.width * work.height);
  const found: Surface[] = [];
  const notFound: Surface[] = [];
  let changed = work;
  for (const { surface, colour, material } of mask === undefined ? steps : steps.slice(0, 1)) {
    const where = mask ?? believed(search, surface)?.mask;
    if (where === undefined || colour === undefined) {
      notFound.push(surface);
      continue;
    }
    found.push(surface);
    const alpha = mask === undefined ? refineToEdges(work, where, isPatterned(surface)) : drawn(mask, work);
    const map =
      surface === "floor" && search.view().faces !== undefined
        ? floorMap(room, work.width, work.height)
        : assumedMap(surface, maskOfPlane(alpha));
    changed = recolourSurface(changed, alpha, map, { surface, colour, material, seed });
    for (let i = 0; i < union.length; i++) union[i] = Math.max(union[i], alpha.data[i]);
  }
  if (found.length === 0) return { kind: "refused", reason: "not-found", notFound };
  // The change already holds each pixel's share of old and new, so the region is laid over whole.
  const region: Plane = {
    data: union.map((a) => Math.min(1, a * 4)),
    width: work.width,
    height: work.height,
  };
  const laid = layOver(photo, work, changed, region);
  return { kind: "renovated", image: laid.image, region: laid.region, found, notFound };
}

const believed = (search: Search, surface: Surface): FoundSurface | undefined =>
  isFindable(surface) ? findSurface(search, surface) : undefined;

const drawn = (mask: Mask, work: Raster): Plane => planeOfMask(resizeMask(mask, work.width, work.height));
