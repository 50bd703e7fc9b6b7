import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab, type OklabPlanes, oklabPlanes } from "#engine/colour/oklab.ts";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { estimateCast, type Gains } from "#engine/enhance/white-balance.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { resizeRaster, shrinkTo, sizeWithin } from "#engine/filters/resize.ts";
import { type ManhattanFrame } from "#engine/geometry/vanishing-points.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type Seam, seamsOf, towards } from "#engine/renovation/seams.ts";

/** One photo, parted three times, finely to coarsely: what only one of them shows is chance. */
export type Fittings = readonly Parted[];

/** A photo parted into regions of one look, each known by its shape in the room and by the seams on it. */
export interface Parted {
  readonly width: number;
  readonly height: number;
  /** Region of each pixel. */
  readonly regionOf: Uint8Array;
  readonly regions: readonly Region[];
  /** Of the photo, longer sides as the unit of length. */
  readonly seams: readonly { readonly runs: Seam["runs"]; readonly colour: Oklab; readonly length: number }[];
  /** What the detector saw, in pixels of this view. */
  readonly objects: readonly SeenObject[];
}

/** Lengths in longer sides of the picture. */
export interface Region {
  /** Share of the picture, 0 for a number that is not used. */
  readonly area: number;
  readonly colour: Oklab;
  /** Middle, pixels. */
  readonly x: number;
  readonly y: number;
  /** Along the level and the upright direction of the room there. */
  readonly width: number;
  readonly height: number;
  /** Share of the upright rectangle around it that it fills; a front about 0.9, a blob under 0.7. */
  readonly fill: number;
  /** Length of the upright seams in and on its border, over its height; of the level ones, over its width. */
  readonly uprightSeams: number;
  readonly levelSeams: number;
  /** Share that lies within a box of furniture or an appliance. */
  readonly covered: number;
  /** Length of common border with other regions, pixels. */
  readonly borders: ReadonlyMap<number, number>;
}

/**
 * Looks at a photo for fittings: regions at 0.12 MP, seams at 0.6 MP.
 * @param objects what was detected, in pixels of the photo
 * @param partings how coarsely; all that there are unless a first look will do
 * @returns undefined when the photo has too few straight lines to know the room's directions
 */
export function fittingsOf(
  photo: Raster,
  objects: readonly SeenObject[],
  partings: readonly Coarseness[] = coarseness,
): Fittings | undefined {
  const large = shrinkTo(photo, 600_000);
  // Colours are told apart as under white light; in a yellow room every wall would pass for wood.
  const gains = estimateCast(gaussianRaster(shrinkTo(photo, 200_000), 1));
  const white = (raster: Raster): Raster => underWhiteLight(raster, gains);
  const seams = seamsOf(large, oklabPlanes(gaussianRaster(white(large), 1)));
  if (seams === undefined) return undefined;
  const { width, height } = sizeWithin(photo.width, photo.height, 120_000);
  const small = resizeRaster(photo, width, height);
  const nothing: Mask = { data: new Uint8Array(width * height), width, height };
  const looks = measureLooks(small, nothing, width, height);
  const lab = oklabPlanes(white(small));
  const scale = width / photo.width;
  const placed = objects.map((seen) => ({
    ...seen,
    x: seen.x * scale,
    y: seen.y * scale,
    width: seen.width * scale,
    height: seen.height * scale,
  }));
  const longSide = Math.max(large.width, large.height);
  const lines = seams.list.map(({ runs, colour, length }) => ({ runs, colour, length: length / longSide }));
  return partings.map((scaleOfRegions) => {
    const { regionOf, count } = regionsOf(looks, width, height, scaleOfRegions);
    const lengths = seamsOn(seams.list, regionOf, count, width, height, width / large.width);
    const parts = { width, height, regionOf, count, lab };
    return {
      width,
      height,
      regionOf,
      regions: describe(parts, seams.frame, lengths, placed),
      seams: lines,
      objects: placed,
    };
  });
}

/** Of the regions, see regionsOf. */
const coarseness = [28, 44, 70] as const;
type Coarseness = (typeof coarseness)[number];

/** What at least two of three partings show; the less they agree, the less it is to be trusted. */
export function agreed(found: readonly (FoundSurface | undefined)[]): FoundSurface | undefined {
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

/** What stands or hangs before the fittings, or is built in between them, and is none; and from which confidence on it counts. */
const otherThings: ReadonlyMap<string, number> = new Map([
  // A chair or a table in the wood of the fronts is told from them by nothing else, so a doubtful find counts.
  ["dining table", 0.2],
  ["chair", 0.2],
  ["couch", 0.25],
  ["bed", 0.25],
  ["oven", 0.28],
  ["refrigerator", 0.3],
  ["microwave", 0.28],
  ["sink", 0.28],
  ["toilet", 0.28],
  ["tv", 0.28],
  ["laptop", 0.28],
  ["person", 0.28],
  ["potted plant", 0.28],
  ["clock", 0.28],
]);

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly regionOf: Uint8Array;
  readonly count: number;
  readonly lab: OklabPlanes;
}

function describe(
  { width, height, regionOf, count, lab }: Parts,
  frame: ManhattanFrame,
  seams: readonly SeamLengths[],
  objects: readonly SeenObject[],
): readonly Region[] {
  const pixels = Array.from({ length: count }, (): number[] => []);
  for (let i = 0; i < regionOf.length; i++) pixels[regionOf[i]].push(i);
  const borders = bordersOf(regionOf, count, width, height);
  const things = objects.filter(({ name, confidence }) => confidence >= (otherThings.get(name) ?? 1));
  const isCovered = (i: number): boolean => {
    const x = i % width;
    const y = Math.floor(i / width);
    return things.some((t) => x >= t.x && y >= t.y && x < t.x + t.width && y < t.y + t.height);
  };
  const longSide = Math.max(width, height);
  return pixels.map((own, n) => {
    const middle = middleOf(own, width);
    const shape = uprightBox(own, middle, frame, width, height);
    const colourAt = (plane: Float32Array): number =>
      own.map((i) => plane[i]).toSorted((a, b) => a - b)[own.length >> 1] ?? 0;
    return {
      ...middle,
      area: own.length / (width * height),
      colour: { l: colourAt(lab.l), a: colourAt(lab.a), b: colourAt(lab.b) },
      width: shape.width / longSide,
      height: shape.height / longSide,
      fill: shape.fill,
      uprightSeams: seams[n].upright / Math.max(1, shape.height),
      levelSeams: seams[n].level / Math.max(1, shape.width),
      covered: own.length === 0 ? 0 : own.filter(isCovered).length / own.length,
      borders: borders[n],
    };
  });
}

function middleOf(own: readonly number[], width: number): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (const i of own) {
    x += i % width;
    y += Math.floor(i / width);
  }
  return { x: x / Math.max(1, own.length), y: y / Math.max(1, own.length) };
}

/** The region's extent along the room's upright and whichever level direction it fills best; the outermost 3 % do not count. */
function uprightBox(
  own: readonly number[],
  { x, y }: { readonly x: number; readonly y: number },
  frame: ManhattanFrame,
  width: number,
  height: number,
): { width: number; height: number; fill: number } {
  const up = towards(frame, "up", x, y, width, height);
  let best = { width: 1, height: 1, fill: 0 };
  for (const axis of ["right", "forward"] as const) {
    const level = towards(frame, axis, x, y, width, height);
    const turn = level[0] * up[1] - level[1] * up[0];
    // Along such a direction nothing upright is seen but edge-on.
    if (Math.abs(turn) < 0.3) continue;
    const along = new Float32Array(own.length);
    const above = new Float32Array(own.length);
    own.forEach((i, n) => {
      const dx = (i % width) - x;
      const dy = Math.floor(i / width) - y;
      along[n] = (dx * up[1] - dy * up[0]) / turn;
      above[n] = (level[0] * dy - level[1] * dx) / turn;
    });
    const wide = extent(along);
    const high = extent(above);
    const fill = (own.length * 0.97) / (wide * high * Math.abs(turn));
    if (fill > best.fill) best = { width: wide, height: high, fill };
  }
  return best;
}

function extent(values: Float32Array): number {
  const sorted = values.toSorted();
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return at(0.985) - at(0.015) + 1;
}

interface SeamLengths {
  upright: number;
  level: number;
}

/** Pixels of seam within two pixels of each region. */
function seamsOn(
  list: readonly Seam[],
  regionOf: Uint8Array,
  count: number,
  width: number,
  height: number,
  scale: number,
): readonly SeamLengths[] {
  const lengths = Array.from({ length: count }, (): SeamLengths => ({ upright: 0, level: 0 }));
  for (const { x1, y1, x2, y2, length, runs } of list) {
    const steps = Math.ceil(length * scale);
    for (let step = 0; step <= steps; step++) {
      const x = Math.round((x1 + ((x2 - x1) * step) / steps) * scale);
      const y = Math.round((y1 + ((y2 - y1) * step) / steps) * scale);
      const near = new Set<number>();
      for (const [dx, dy] of besideSeam[runs])
        if (x + dx >= 0 && y + dy >= 0 && x + dx < width && y + dy < height)
          near.add(regionOf[(y + dy) * width + x + dx]);
      for (const region of near) lengths[region][runs]++;
    }
  }
  return lengths;
}

/** On both sides of a seam, not beyond its ends. */
const besideSeam = {
  upright: [
    [0, 0],
    [2, 0],
    [-2, 0],
  ],
  level: [
    [0, 0],
    [0, 2],
    [0, -2],
  ],
} as const satisfies Record<Seam["runs"], unknown>;

function bordersOf(
  regionOf: Uint8Array,
  count: number,
  width: number,
  height: number,
): readonly Map<number, number>[] {
  const borders = Array.from({ length: count }, () => new Map<number, number>());
  const meet = (p: number, q: number): void => {
    if (p === q) return;
    borders[p].set(q, (borders[p].get(q) ?? 0) + 1);
    borders[q].set(p, (borders[q].get(p) ?? 0) + 1);
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) meet(regionOf[i], regionOf[i + 1]);
      if (y + 1 < height) meet(regionOf[i], regionOf[i + width]);
    }
  return borders;
}
