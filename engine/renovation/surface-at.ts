import { type Surface } from "#core/renovation/plan.ts";
import { oklabPlanes } from "#engine/colour/oklab.ts";
import { components } from "#engine/filters/components.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { close, dilate } from "#engine/filters/morphology.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { maskOfPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findableSurfaces, findSurface, type Search } from "#engine/renovation/find-surface.ts";
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

const PIXELS = 150_000;
/** Oklab; light changes across a door more than its hue does. */
const MOST_CHROMA = 0.035;
const MOST_LIGHTNESS = 0.14;
/** Between neighbours: a door's edge costs more, its shade less. */
const MOST_STEP = 0.03;

function reachedFrom(photo: Raster, u: number, v: number): Mask {
  const small = gaussianRaster(shrinkTo(photo, PIXELS), 1);
  const { width, height } = small;
  const { l, a, b } = oklabPlanes(small);
  const start = Math.floor(v * height) * width + Math.floor(u * width);
  const like = Uint8Array.from(l, (light, i) =>
    Math.hypot(a[i] - a[start], b[i] - b[start]) < MOST_CHROMA && Math.abs(light - l[start]) < MOST_LIGHTNESS
      ? 255
      : 0,
  );
  const isStep = (i: number, j: number): boolean =>
    j < l.length && Math.hypot(l[i] - l[j], a[i] - a[j], b[i] - b[j]) > MOST_STEP;
  const flat = like.map((value, i) =>
    i !== start && (isStep(i, i + 1) || isStep(i, i + width)) ? 0 : value,
  );
  const { labels } = components({ data: flat, width, height });
  const own = { data: Uint8Array.from(labels, (n) => (n === labels[start] ? 255 : 0)), width, height };
  // The softened edge itself is a step on both its sides.
  return dilate(close(own, Math.max(2, width / 150)), 1.5);
}
