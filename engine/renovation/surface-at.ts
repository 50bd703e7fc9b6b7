import { type Surface } from "#core/renovation/plan.ts";
import { maskOfPlane } from "#engine/plane.ts";
import { type Mask } from "#engine/raster.ts";
import { findableSurfaces, findSurface, type Search } from "#engine/renovation/find-surface.ts";
import { reachedFrom } from "#engine/renovation/reached-from.ts";
import { isPatterned, refineToEdges } from "#engine/renovation/refine-to-edges.ts";

/** What lies under a tapped point. */
export interface TappedSurface {
  /** Undefined where no finder knows it, as with doors and wall tiles: the mask is then what is of one colour there. */
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
  const surface = findableSurfaces.find((name) => {
    const found = findSurface(search, name);
    return found !== undefined && isIn(found.mask, x / photo.width, y / photo.height);
  });
  const found = surface === undefined ? undefined : findSurface(search, surface);
  const rough = found?.mask ?? reachedFrom(photo, x / photo.width, y / photo.height);
  return { surface, mask: maskOfPlane(refineToEdges(photo, rough, isPatterned(surface))) };
}

const isIn = ({ data, width, height }: Mask, u: number, v: number): boolean =>
  data[Math.floor(v * height) * width + Math.floor(u * width)] !== 0;
