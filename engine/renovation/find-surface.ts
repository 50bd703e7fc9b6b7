import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Surface } from "#core/renovation/plan.ts";
import { coverage, countSet } from "#engine/filters/coverage.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type ManhattanFrame } from "#engine/geometry/vanishing-points.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { findCeiling } from "#engine/renovation/find-ceiling.ts";
import { findDoors } from "#engine/renovation/find-doors.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { findWalls } from "#engine/renovation/find-walls.ts";
import { findWorktop } from "#engine/renovation/find-worktop.ts";
import { type Fittings, fittingsOf, wholeLook } from "#engine/renovation/fittings.ts";
import { type Ground } from "#engine/renovation/floor-odds.ts";
import { mayBeFloor } from "#engine/renovation/floor-taken-for-thing.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { groundOf } from "#engine/renovation/ground.ts";
import { looksBare } from "#engine/renovation/looks-bare.ts";
import { type SurfaceParts, partSurfaces } from "#engine/renovation/part-surfaces.ts";
import { type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { roomOf } from "#engine/renovation/room-of.ts";
import { surfaceOfParts } from "#engine/renovation/surface-of-parts.ts";
import { type SurfaceView, surfaceView } from "#engine/renovation/surface-view.ts";

/** A photo that surfaces are looked for in, and what is known of it. What takes time is made when first asked for. */
export interface Search {
  /** About 1.5 MP. */
  readonly photo: Raster;
  readonly room: Room;
  /** In pixels of `photo`; empty where nothing was detected or nobody looked. */
  readonly objects: readonly SeenObject[];
  readonly view: () => SurfaceView;
  /** Undefined where the network was not asked. */
  readonly parts: () => SurfaceParts | undefined;
  readonly fittings: () => Fittings | undefined;
  readonly fronts: () => FoundSurface | undefined;
  readonly ground: Ground;
}

export function searchIn(
  photo: Raster,
  room: Room,
  seen: readonly SeenObject[],
  likeness: SurfaceLikeness | undefined,
): Search {
  const view = once(() => surfaceView(photo, room));
  const doubtful = seen.filter((thing) => mayBeFloor(thing, photo));
  const others = seen.filter((thing) => !doubtful.includes(thing));
  // Half a bed as wide as a floor on which nothing breaks the ground is the floor.
  const isBare =
    doubtful.length > 0 &&
    room.confidence > TRUSTED_ROOM &&
    groundOf(photo, { room, objects: others, photoWidth: photo.width }).bareness > BARE;
  const objects = isBare ? others : seen;
  const ground = { room, likeness };
  const fittings = once(() => fittingsOf(photo, objects, { ...wholeLook, frame: frameOf(room) }));
  return {
    photo,
    room,
    objects,
    view,
    parts: once(() => (likeness === undefined ? undefined : partSurfaces(photo, likeness, room, objects))),
    fittings,
    fronts: once(() => within(fittings(), (found) => findCabinets(found, ground))),
    ground,
  };
}

/** Undefined where the photo had too few straight lines. */
const frameOf = ({ camera, directions }: Room): ManhattanFrame | undefined =>
  directions === 0
    ? undefined
    : { ...camera, focal: camera.focalPx / Math.max(camera.width, camera.height), support: directions };

const TRUSTED_ROOM = 0.5;
const BARE = 0.85;

/** Surfaces the studio can find by itself. Others need a mask. */
export type FindableSurface = keyof typeof finders;

export const isFindable = (surface: Surface): surface is FindableSurface => surface in finders;

/** Finds a surface; undefined where none is found surely enough to be painted. */
export function findSurface(search: Search, surface: FindableSurface): FoundSurface | undefined {
  const found = finders[surface](search);
  return found !== undefined && found.confidence >= leastSure[surface] ? found : undefined;
}

/**
 * Below this nothing is painted: to say that a surface was not found is better than to paint a sofa. Looked at on 60
 * rooms painted: walls took in half the cupboards at 0.39 and 0.40 and were right from 0.47 up; floors were right from
 * 0.40 up but for a worktop at 0.69. Of cabinets, worktops, doors and ceilings 33 rooms: ceilings run down walls below 0.5.
 */
const leastSure: Readonly<Record<FindableSurface, number>> = {
  floor: 0.4,
  walls: 0.45,
  ceiling: 0.5,
  cabinets: 0.35,
  worktop: 0.35,
  doors: 0.5,
};

type Finder = (search: Search) => FoundSurface | undefined;

/** A new surface is a file beside this one and a line here. */
const finders = {
  floor: (search) => besideCabinets(search, read(search, "floor", findFloor) ?? doubtedFloor(search)),
  ceiling: (search) => read(search, "ceiling", findCeiling),
  walls: (search) => withoutCabinets(search, read(search, "walls", findWalls)),
  cabinets: ({ fronts }) => fronts(),
  doors: findDoors,
  worktop: ({ fittings, fronts, ground }) => {
    const found = within(fittings(), (seen) => findWorktop(seen, ground));
    // Of a run that is seen in part, the worktop is found in part.
    return fronts() === undefined ? undefined : found;
  },
} as const satisfies { readonly [S in Surface]?: Finder };

const within = <T>(
  seen: T | undefined,
  find: (seen: T) => FoundSurface | undefined,
): FoundSurface | undefined => (seen === undefined ? undefined : find(seen));

/** By what the network sees; where nobody asked it, by place and main colour, and then only in a bare room. */
function read(
  { parts, view, photo, room, objects }: Search,
  surface: "floor" | "ceiling" | "walls",
  findByPlace: (view: SurfaceView) => Mask,
): FoundSurface | undefined {
  const seen = parts();
  const found =
    seen === undefined
      ? undefined
      : surfaceOfParts(seen, surface, { room, objects, photoWidth: photo.width });
  if (found !== undefined && found.confidence >= leastSure[surface]) return found;
  if (objects.some(({ confidence }) => confidence > 0.3) || !looksBare(view())) return undefined;
  const mask = findByPlace(view());
  return coverage(mask) < 0.015 ? undefined : { mask, confidence: leastSure[surface] };
}

/** A floor that is a little less sure: it counts where it is no cabinet. */
function doubtedFloor({ parts, photo, room, objects }: Search): FoundSurface | undefined {
  const seen = parts();
  const found = seen && surfaceOfParts(seen, "floor", { room, objects, photoWidth: photo.width });
  return found === undefined || found.confidence < DOUBTED_FLOOR
    ? undefined
    : { ...found, confidence: leastSure.floor };
}

/** Fronts of cabinets are what is taken for floor, so a floor counts when hardly any of it is a found front. */
function besideCabinets(search: Search, found: FoundSurface | undefined): FoundSurface | undefined {
  const rest = withoutCabinets(search, found);
  if (found === undefined || rest === undefined) return undefined;
  return countSet(rest.mask.data) < NO_FRONTS * countSet(found.mask.data) ? undefined : rest;
}

function withoutCabinets(search: Search, found: FoundSurface | undefined): FoundSurface | undefined {
  if (found === undefined || roomOf(search.objects) === "other") return found;
  const fronts = findSurface(search, "cabinets");
  if (fronts === undefined) return found;
  const { width, height } = found.mask;
  const other = resizeMask(fronts.mask, width, height).data;
  return { ...found, mask: { width, height, data: found.mask.data.map((v, i) => (other[i] < 128 ? v : 0)) } };
}

const DOUBTED_FLOOR = 0.25;
const NO_FRONTS = 0.8;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
