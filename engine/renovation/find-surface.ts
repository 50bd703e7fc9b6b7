import { type Surface } from "#core/renovation/plan.ts";
import { type Mask } from "#engine/raster.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { findCeiling } from "#engine/renovation/find-ceiling.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { findWalls } from "#engine/renovation/find-walls.ts";
import { findWorktop } from "#engine/renovation/find-worktop.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

/** Surfaces the studio can find by itself. Others need a mask. */
export type FindableSurface = Extract<Surface, "walls" | "floor" | "ceiling" | "cabinets" | "worktop">;

/**
 * Finds a surface by where it lies in photos of rooms, by its main colour and by smoothness. An answer under 1.5 % of the
 * picture (walls without a known room: 6 %) is none. 255 = the surface, at the view's size.
 */
export function findSurface(view: SurfaceView, surface: FindableSurface): Mask | undefined {
  const found = finders[surface](view);
  const area = found.data.reduce((sum, v) => sum + (v !== 0 ? 1 : 0), 0);
  // Walls found without the room's box must be large to be believed: a patch is as often a mirror or a door.
  const least = surface === "walls" && view.faces === undefined ? 0.06 : 0.015;
  return area < found.data.length * least ? undefined : found;
}

const finders: { readonly [S in FindableSurface]: (view: SurfaceView) => Mask } = {
  floor: findFloor,
  ceiling: findCeiling,
  walls: findWalls,
  cabinets: findCabinets,
  worktop: findWorktop,
};
