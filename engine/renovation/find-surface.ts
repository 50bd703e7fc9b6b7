import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Surface } from "#core/renovation/plan.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { findCeiling } from "#engine/renovation/find-ceiling.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { findWalls } from "#engine/renovation/find-walls.ts";
import { findWorktop } from "#engine/renovation/find-worktop.ts";
import { type Fittings, fittingsOf } from "#engine/renovation/fittings.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type SurfaceView, surfaceView } from "#engine/renovation/surface-view.ts";

/** A photo that surfaces are looked for in, and what is known of it. What takes time is made when first asked for. */
export interface Search {
  /** About 1.5 MP. */
  readonly photo: Raster;
  readonly room: Room;
  /** In pixels of `photo`; empty where nothing was detected or nobody looked. */
  readonly objects: readonly SeenObject[];
  readonly view: () => SurfaceView;
  readonly fittings: () => Fittings | undefined;
}

export const searchIn = (photo: Raster, room: Room, objects: readonly SeenObject[]): Search => ({
  photo,
  room,
  objects,
  view: once(() => surfaceView(photo, room)),
  fittings: once(() => fittingsOf(photo, objects)),
});

/** Surfaces the studio can find by itself. Others need a mask. */
export type FindableSurface = keyof typeof finders;

export const isFindable = (surface: Surface): surface is FindableSurface => surface in finders;

/** Finds a surface. Whether to trust the answer is for the caller to say, by its confidence. */
export const findSurface = (search: Search, surface: FindableSurface): FoundSurface | undefined =>
  finders[surface](search);

type Finder = (search: Search) => FoundSurface | undefined;

/** A new surface is a file beside this one and a line here. */
const finders = {
  floor: ({ view }) => largeEnough(findFloor(view()), 0.015),
  ceiling: ({ view }) => largeEnough(findCeiling(view()), 0.015),
  walls: ({ view }) => largeEnough(findWalls(view()), view().faces === undefined ? 0.06 : 0.015),
  cabinets: ({ fittings }) => within(fittings(), findCabinets),
  worktop: ({ fittings }) => within(fittings(), findWorktop),
} as const satisfies { readonly [S in Surface]?: Finder };

const within = <T>(
  seen: T | undefined,
  find: (seen: T) => FoundSurface | undefined,
): FoundSurface | undefined => (seen === undefined ? undefined : find(seen));

function largeEnough(mask: Mask, least: number): FoundSurface | undefined {
  const area = mask.data.reduce((sum, v) => sum + (v !== 0 ? 1 : 0), 0);
  return area < mask.data.length * least ? undefined : { mask, confidence: 0.5 };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
