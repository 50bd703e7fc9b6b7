import { components, keepComponents } from "#engine/filters/components.ts";
import { countSet } from "#engine/filters/coverage.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { ramp } from "#engine/ramp.ts";
import { type Mask } from "#engine/raster.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { leaveRugsOut } from "#engine/renovation/leave-rugs-out.ts";
import { cutOut } from "#engine/renovation/cut-out.ts";
import { openShare } from "#engine/renovation/open-outline.ts";
import { type SurfaceParts } from "#engine/renovation/part-surfaces.ts";
import { roomOf } from "#engine/renovation/room-of.ts";
import { classAt, type SurfaceClass, surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { floorInPlace, outsideThings, type Place } from "#engine/renovation/surface-place.ts";

/**
 * One surface of a parted photo: where it is likelier than any other class, cut out along the photo's edges, without
 * crumbs and without pinholes. It is trusted as far as its pixels are sure, and less when it is small or when much of it
 * cannot be where it is.
 * @returns undefined when it is less than `LEAST_SHARE` of the picture, and for walls that end in the middle of a wall
 */
export function surfaceOfParts(
  parts: SurfaceParts,
  surface: Exclude<SurfaceClass, "other">,
  place: Place,
): FoundSurface | undefined {
  const { width, height } = parts;
  const wanted = classAt[surface];
  const longSide = Math.max(width, height);
  const { data } = cutOut(parts.colours, leanTo(parts, wanted));
  const sure = sureOf(parts, wanted);
  const solid = close(open({ data, width, height }, longSide / 250), longSide / 250);
  const { labels, list } = components(solid);
  const sums = new Float64Array(list.length + 1);
  for (let i = 0; i < labels.length; i++) sums[labels[i]] += sure[i];
  const likely = filled(
    keepComponents(solid, ({ label, area }) => area > LEAST_PIECE * data.length && sums[label] / area > 0.5),
    LEAST_PIECE * data.length,
  );
  const mask =
    surface === "floor"
      ? leaveRugsOut(floorInPlace(likely, place), parts.colours)
      : outsideThings(likely, place);
  const before = countSet(likely.data);
  let area = 0;
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    if (mask.data[i] === 0) continue;
    area++;
    sum += sure[i];
  }
  const share = area / data.length;
  if (share < LEAST_SHARE[surface]) return undefined;
  // Half sure is not sure at all: with four classes that is what a wrong surface comes to.
  const sureness = Math.max(0, (sum / area - 0.45) * 2.2) * Math.min(1, 0.6 + share * 8);
  const inPlace = surface === "walls" ? 1 - swallowed(mask, place) : 1;
  if (surface === "walls" && openShare(mask, parts.colours, parts.above) > mostOpen(sum / area))
    return undefined;
  return { mask, confidence: Math.min(1, sureness * (area / before) * inPlace) };
}

/** Of the picture: what is smaller is a scrap. Walls that were rightly found covered 6 % and more, a piece of one 2 to 4 %. */
const LEAST_SHARE = { floor: 0.012, ceiling: 0.012, walls: 0.045 } as const;

/**
 * How much of walls' outline may be open. Looked at on 60 rooms: up to 0.06 walls were found whole or nearly so; above,
 * half a wall was left out or half a cupboard or curtain taken in where the network was less than three quarters sure
 * of them, and where it was surer only a far corner or a strip beside a door.
 */
const mostOpen = (meanSure: number): number => 0.06 + 0.04 * ramp(meanSure, 0.74, 0.78);

/**
 * 0–1: how far walls seem to have swallowed other things. Along the picture's lower border floor or furniture is seen; where
 * the room is not known, walls that fill it are tiles of one look, walls, floor, tub and all. In a bathroom the tub, its
 * tiles and mirrors leave little of the picture to painted walls. A picture taken all around has the ceiling along its
 * upper border, so that walls there are ceiling too.
 */
function swallowed({ data, width, height }: Mask, { room, objects }: Place): number {
  if (roomOf(objects) === "bathroom" && countSet(data) > MOST_WALL_IN_BATHROOM * data.length) return 1;
  const top = data.subarray(0, width);
  if (isAllAround(width, height) && countSet(top) > MOST_WALL_ABOVE * top.length) return 1;
  if (room.confidence >= KNOWN_ROOM) return 0;
  const low = data.subarray(Math.floor(0.88 * height) * width);
  return Math.min(1, countSet(low) / (MOST_WALL_BELOW * low.length));
}

/** Twice as wide as high, as spheres are unrolled: 360 by 180 degrees. */
const isAllAround = (width: number, height: number): boolean => Math.abs(width / height - 2) < 0.02;

const KNOWN_ROOM = 0.3;
const MOST_WALL_ABOVE = 0.5;
const MOST_WALL_BELOW = 0.3;
/** Looked at on 14 bathrooms: painted walls alone covered 0.27 at most, with tiles or the tub 0.46 and more. */
const MOST_WALL_IN_BATHROOM = 0.36;

/** Natural logarithm of how much likelier the surface is than the likeliest other class, bounded. */
function leanTo({ chances, folds, width, height }: SurfaceParts, wanted: number): Float32Array {
  const classes = surfaceClasses.length;
  const folded = wanted === classAt.floor ? 0 : FOLDED;
  const lean = new Float32Array(width * height);
  for (let i = 0; i < lean.length; i++) {
    let other = 0;
    for (let c = 0; c < classes; c++) if (c !== wanted) other = Math.max(other, chances[i * classes + c]);
    const likelier = Math.log(Math.max(1e-4, chances[i * classes + wanted]) / Math.max(1e-4, other));
    lean[i] = Math.max(-MOST_LEAN, Math.min(MOST_LEAN, likelier)) - folded * folds[i];
  }
  return lean;
}

/** By how much a curtain, which hangs in folds, leans away from walls and ceiling. */
const FOLDED = 3;
/** No pixel says more than this. */
const MOST_LEAN = 1;

/** A piece of a surface seen between furniture is at least this share of the picture. */
const LEAST_PIECE = 0.0015;

const sureOf = ({ chances, width, height }: SurfaceParts, wanted: number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => chances[i * surfaceClasses.length + wanted]);

/** Holes too small to be anything that hangs or stands there belong to the surface. */
function filled(mask: Mask, largest: number): Mask {
  const { width, height } = mask;
  const rest = { data: mask.data.map((v) => 255 - v), width, height };
  const holes = keepComponents(rest, ({ area }) => area < largest / 6);
  return { data: mask.data.map((v, i) => Math.max(v, holes.data[i])), width, height };
}
