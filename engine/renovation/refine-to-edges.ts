import { type Surface } from "#core/renovation/plan.ts";
import { oklabPlanes } from "#engine/colour/oklab.ts";
import { components } from "#engine/filters/components.ts";
import { wideBlur } from "#engine/filters/gaussian.ts";
import { erode, squaredDistance } from "#engine/filters/morphology.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { borderMatte, matteReachPx } from "#engine/renovation/border-matte.ts";
import { growOver } from "#engine/renovation/grow-over.ts";
import { unlikeSurface } from "#engine/renovation/unlike-surface.ts";
import { withoutFramed } from "#engine/renovation/without-framed.ts";

/**
 * A mask's borders moved onto the photo's edges, at the photo's size, 0–1. What lies just outside and can be reached
 * without a step in colour is taken in, what lies inside and looks like another thing (a leaf, a frame) is let out, and
 * pixels that show both get their share by unmixing.
 * @param isPatterned boards and tiles differ among themselves: then things are let out at the border only
 */
export function refineToEdges(photo: Raster, mask: Mask, isPatterned: boolean): Plane {
  const { width, height } = photo;
  const given = resizeMask(mask, width, height);
  const reach = Math.max(3, width / (isPatterned ? 120 : 40));
  const farthest = reach + matteReachPx(width);
  const outside = squaredDistance(given, true, farthest);
  const near = nearTo(outside, farthest);
  const lab = oklabPlanes(photo, near);
  const unlike = unlikeSurface(
    lab,
    erode(given, Math.max(1, width / 300)),
    Math.max(4, width / 36),
    isPatterned ? 0.09 : 0.13,
    near,
  );
  const within = squaredDistance(given, false, reach);
  // Well inside, boards and tiles are theirs however they look, and shade and sun are likelier than a thing before a wall.
  const deep = (isPatterned ? width / 160 : reach) ** 2;
  const most = isPatterned ? Infinity : 2;
  const kept = { width, height, data: likeIt(given, unlike, within, deep, most) };
  const grown = growOver(lab, kept, outside, unlike, reach);
  const filled = withoutHoles(grown.mask, given, isPatterned ? Infinity : (width / 400) ** 2);
  const whole = isPatterned ? filled : withoutFramed(filled);
  const matte = borderMatte(photo, whole, unlike);
  const soft = wideBlur(planeOfMask(given), reach / 4).data;
  soften(matte.data, soft, grown.sure);
  return matte;
}

// Loops over all pixels are functions of their own: the smaller a function, the sooner it runs at full speed.
function nearTo(squared: Float32Array, reachPx: number): Uint8Array {
  const near = new Uint8Array(squared.length);
  for (let i = 0; i < near.length; i++) if (squared[i] <= reachPx * reachPx) near[i] = 1;
  return near;
}

/** 255 = given and no more unlike the surface than a pixel so far within may be. */
function likeIt(
  given: Mask,
  unlike: Float32Array,
  within: Float32Array,
  deep: number,
  most: number,
): Uint8Array {
  const data = new Uint8Array(unlike.length);
  for (let i = 0; i < data.length; i++)
    if (given.data[i] >= 128 && unlike[i] < (within[i] >= deep ? most : 1.6)) data[i] = 255;
  return data;
}

/** Where no edge was found the given border stays, softly. */
function soften(matte: Float32Array, soft: Float32Array, sure: Float32Array): void {
  for (let i = 0; i < matte.length; i++) {
    const unsure = Math.min(matte[i], soft[i]);
    matte[i] = unsure + (matte[i] - unsure) * sure[i];
  }
}

/** Holes up to this large that lie wholly in what was given are grain or pattern. */
function withoutHoles(mask: Mask, given: Mask, largest: number): Mask {
  const rest = new Uint8Array(mask.data.length);
  for (let i = 0; i < rest.length; i++) if (mask.data[i] < 128) rest[i] = 255;
  const { labels, list } = components({ ...mask, data: rest });
  const isFilled = Uint8Array.from([0, ...list.map(({ area }) => (area <= largest ? 1 : 0))]);
  for (let i = 0; i < labels.length; i++) if (given.data[i] < 128) isFilled[labels[i]] = 0;
  const data = mask.data.slice();
  for (let i = 0; i < data.length; i++) if (isFilled[labels[i]] !== 0) data[i] = 255;
  return { ...mask, data };
}

/** Whether a surface is made of pieces that differ among themselves; an unknown one may be. */
export const isPatterned = (surface: Surface | undefined): boolean =>
  surface !== "walls" && surface !== "ceiling";
