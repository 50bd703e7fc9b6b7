import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab, type OklabPlanes, oklabPlanes } from "#engine/colour/oklab.ts";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { estimateCast, type Gains } from "#engine/enhance/white-balance.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { resizeRaster, shrinkTo, sizeWithin } from "#engine/filters/resize.ts";
import { type ManhattanFrame } from "#engine/geometry/vanishing-points.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { describeRegions, type Region } from "#engine/renovation/region-shapes.ts";
import { seamsOn } from "#engine/renovation/seam-lengths.ts";
import { type Seam, seamsOf } from "#engine/renovation/seams.ts";

/** One photo, parted three times, finely to coarsely: what only one of them shows is chance. */
export type Fittings = readonly Parted[];

/** A photo parted into regions of one look, each known by its shape in the room and by the seams on it. */
export interface Parted {
  readonly width: number;
  readonly height: number;
  /** Region of each pixel. */
  readonly regionOf: Uint8Array;
  readonly regions: readonly Region[];
  /** As under white light. */
  readonly colours: OklabPlanes;
  /** Of the photo. */
  readonly seams: readonly PlacedSeam[];
  /** What the detector saw, in pixels of this view. */
  readonly objects: readonly SeenObject[];
}

export interface PlacedSeam {
  readonly runs: Seam["runs"];
  readonly colour: Oklab;
  /** In longer sides of the photo. */
  readonly length: number;
  /** Its middle, 0–1 from the left and from the top. */
  readonly x: number;
  readonly y: number;
}

/**
 * Looks at a photo for fittings: seams at 0.6 MP, regions smaller.
 * @param objects what was detected, in pixels of the photo
 * @returns undefined when the photo has too few straight lines to know the room's directions
 */
export function fittingsOf(
  photo: Raster,
  objects: readonly SeenObject[],
  { partings, pixels, frame }: FittingsLook = wholeLook,
): Fittings | undefined {
  const large = shrinkTo(photo, 600_000);
  // Colours are told apart as under white light; in a yellow room every wall would pass for wood.
  const gains = estimateCast(gaussianRaster(shrinkTo(photo, 200_000), 1));
  const white = (raster: Raster): Raster => underWhiteLight(raster, gains);
  const seams = seamsOf(large, oklabPlanes(gaussianRaster(white(large), 1)), frame);
  if (seams === undefined) return undefined;
  const { width, height } = sizeWithin(photo.width, photo.height, pixels);
  const small = resizeRaster(photo, width, height);
  const nothing: Mask = { data: new Uint8Array(width * height), width, height };
  const looks = measureLooks(small, nothing, width, height);
  const lab = oklabPlanes(white(small));
  const placed = scaledObjects(objects, width / photo.width);
  const longSide = Math.max(large.width, large.height);
  const lines = seams.list.map(({ runs, colour, length, x1, y1, x2, y2 }) => ({
    runs,
    colour,
    length: length / longSide,
    x: (x1 + x2) / 2 / large.width,
    y: (y1 + y2) / 2 / large.height,
  }));
  return partings.map((scaleOfRegions) => {
    const { regionOf, count } = regionsOf(looks, width, height, scaleOfRegions);
    const lengths = seamsOn(seams.list, regionOf, count, width, height, width / large.width);
    const parts = { width, height, regionOf, count, lab };
    return {
      width,
      height,
      regionOf,
      regions: describeRegions(parts, seams.frame, lengths, placed),
      colours: lab,
      seams: lines,
      objects: placed,
    };
  });
}

export interface FittingsLook {
  /** How coarsely, see regionsOf. */
  readonly partings: readonly number[];
  /** Of the picture that is parted. */
  readonly pixels: number;
  /** The room's directions, where they are known already. */
  readonly frame?: ManhattanFrame | undefined;
}

export const wholeLook: FittingsLook = { partings: [28, 44, 70], pixels: 120_000 };

/** A sixth of the work: enough to say whether there is a run of coloured fronts, not where it ends. */
export const firstLook: FittingsLook = { partings: [28], pixels: 50_000 };

/** What partings of a photo show together. */
export interface Agreed extends FoundSurface {
  /** How many partings show each pixel. */
  readonly votes: Uint8Array;
}

/** What at least two of three partings show; the less they agree, the less it is to be trusted. */
export function agreed(found: readonly (FoundSurface | undefined)[]): Agreed | undefined {
  const seen = found.filter((one) => one !== undefined);
  if (seen.length < 2) return undefined;
  const [{ mask }] = seen;
  const votes = mask.data.map((_, i) => seen.reduce((sum, one) => sum + (one.mask.data[i] !== 0 ? 1 : 0), 0));
  const by = (least: number): number => votes.reduce((sum, v) => sum + (v >= least ? 1 : 0), 0);
  const confidence = seen.reduce((sum, one) => sum + one.confidence, 0) / found.length;
  const share = by(2) / Math.max(1, by(1));
  return {
    mask: { ...mask, data: votes.map((v) => (v >= 2 ? 255 : 0)) },
    confidence: confidence * Math.min(1, 1.3 * share),
    votes,
  };
}

function underWhiteLight({ data, width, height }: Raster, gains: Gains): Raster {
  const tables = gains.map((gain) => Uint8Array.from(srgbToLinear, (light) => linearToSrgb(light * gain)));
  return { data: data.map((value, j) => tables[j % 3][value]), width, height };
}

/** 255 where `isIn` holds for the region. */
export function maskOfRegions({ width, height, regionOf }: Parted, isIn: (region: number) => boolean): Mask {
  const wanted = Uint8Array.from({ length: 256 }, (_, region) => (isIn(region) ? 255 : 0));
  return { data: Uint8Array.from(regionOf, (region) => wanted[region]), width, height };
}
