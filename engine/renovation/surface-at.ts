import { type Surface } from "#core/renovation/plan.ts";
import { maskOfPlane } from "#engine/plane.ts";
import { type Mask } from "#engine/raster.ts";
import { type FindableSurface, findSurface, type Search } from "#engine/renovation/find-surface.ts";
import { reachedFrom } from "#engine/renovation/reached-from.ts";
import { isPatterned, refineToEdges } from "#engine/renovation/refine-to-edges.ts";

/** What lies under a tapped point. */
export interface TappedSurface {
  /** Undefined where nothing is found under the tap, as on doors and wall tiles: the mask is then what is of one colour there. */
  readonly surface: Surface | undefined;
  /** 255 = the surface, at the size of the search's photo; the tapped point is in it. */
  readonly mask: Mask;
}

/**
 * The surface under a tapped point, its outline on the photo's edges: the surface that is found there, all of it, for
 * a wall goes on behind a lamp; elsewhere what can be reached from the point without a step in colour.
 * @param x pixels of the search's photo, as is `y`; a point outside throws RangeError
 */
export function surfaceAt(search: Search, x: number, y: number): TappedSurface {
  const { photo } = search;
  if (!(x >= 0 && y >= 0 && x < photo.width && y < photo.height))
    throw new RangeError(`(${x}, ${y}) is outside of ${photo.width}×${photo.height}`);
  const [u, v] = [x / photo.width, y / photo.height];
  const { surface, mask } = foundAt(search, u, v) ?? { surface: undefined, mask: reachedFrom(photo, u, v) };
  return { surface, mask: maskOfPlane(refineToEdges(photo, mask, isPatterned(surface))) };
}

function foundAt(search: Search, u: number, v: number): TappedSurface | undefined {
  for (const surface of tappable) {
    const found = findSurface(search, surface);
    if (found !== undefined && isIn(found.mask, u, v)) return { surface, mask: found.mask };
  }
  return undefined;
}

/** What stands on a surface before the surface itself. A door is reached from any point of it, and need not be found. */
const tappable = [
  "worktop",
  "cabinets",
  "floor",
  "ceiling",
  "walls",
] as const satisfies readonly FindableSurface[];

const isIn = ({ data, width, height }: Mask, u: number, v: number): boolean =>
  data[Math.floor(v * height) * width + Math.floor(u * width)] !== 0;
