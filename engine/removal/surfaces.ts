import { type Box } from "#core/analysis/seen-object.ts";
import { squaredDistance } from "#engine/filters/morphology.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type FloorAt } from "#engine/removal/floor-at.ts";
import { type Extent, extentsOf, isSame } from "#engine/removal/extents.ts";
import { LOOKS, type Looks, measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";
import { skyExtents } from "#engine/removal/sky-extents.ts";

/** The regions of the picture around a hole, and which of them meet it. */
export interface Surfaces {
  readonly width: number;
  readonly height: number;
  /** 1 = hole */
  readonly open: Uint8Array;
  /** Region of each known pixel, 0 … count − 1. */
  readonly regionOf: Uint8Array;
  readonly count: number;
  /** The regions that meet the hole. */
  readonly meeting: readonly Meeting[];
  /** Mean looks of each region, LOOKS values each. */
  readonly means: Float32Array;
  /** `unlike[n × count + r]`: how little region r looks like the n-th that meets the hole; 0 = the same, 255 = not at all. */
  readonly unlike: Uint8Array;
  /** How far each region may go on; undefined = anywhere (see extentsOf, skyExtents). */
  readonly extents: readonly (Extent | undefined)[];
  /** Share of the picture's height from which down there is no sky; undefined where none is seen. */
  readonly horizon: number | undefined;
}

export interface Meeting {
  readonly region: number;
  /** −1 … 1: how much more of it meets the hole from below than from above. */
  readonly below: number;
  /** 0–1: how likely it goes on behind the hole, by how large it is and, beside and over the hole, how plain. */
  readonly weight: number;
}

/**
 * Reads which surfaces meet a hole. Only these can have gone on behind what is taken away; a fireplace across the room is
 * none of them. Regions that meet it and look alike (a wall on both sides of a cupboard) are one.
 * @param hole 255 = to be filled, of the photo's size
 * @param things boxes of detected things as shares of the photo's width and height
 * @param floorAt where the network sees floor, if it was asked
 */
export function readSurfaces(
  photo: Raster,
  hole: Mask,
  width: number,
  height: number,
  things: readonly Box[],
  floorAt?: FloorAt,
): Surfaces {
  const looks = measureLooks(photo, hole, width, height);
  const { known } = looks;
  const { regionOf, count } = regionsOf(looks, width, height);
  const open: Mask = { data: Uint8Array.from(known, (v) => (v ? 0 : 255)), width, height };
  const ring = ringOf(open);
  const ofThings = extentsOf(regionOf, known, width, height, count, things);
  const isFloor = floorAt && floorsSeen(floorAt, regionOf, known, width, height, count);
  joinAlike(looks, regionOf, count, ring, ofThings, isFloor);
  const touching = new Float32Array(count);
  const below = new Float32Array(count);
  for (const i of ring) {
    touching[regionOf[i]]++;
    below[regionOf[i]] += sideOf(open, i, Math.ceil(RING_SHARE * width));
  }
  const area = new Float32Array(count);
  for (let i = 0; i < known.length; i++) if (known[i]) area[regionOf[i]]++;
  const busy = new Float32Array(count);
  for (const i of ring) busy[regionOf[i]] += looks.values[i * LOOKS + 3] / touching[regionOf[i]];
  const weights = area.map((size, region) => {
    const calm = Math.max(0.3, Math.min(1, 1 - (busy[region] - CALM) / BUSY));
    const large = Math.sqrt(Math.min(1, size / (LARGE_SHARE * known.length)));
    return large * (below[region] < MOSTLY_BELOW * touching[region] ? calm : 1);
  });
  const meeting = Array.from({ length: count }, (_, region) => region)
    .filter((region) => touching[region] > 0)
    .toSorted((a, b) => weights[b] * touching[b] - weights[a] * touching[a])
    .slice(0, MOST_MEETING)
    .map((region) => ({ region, below: below[region] / touching[region], weight: weights[region] }));
  const means = meansOf(looks, regionOf, count, area);
  const skies = skyExtents(regionOf, known, width, height, means);
  const ends = skies.flatMap((sky) => (sky === undefined ? [] : [sky.bottom]));
  return {
    width,
    height,
    open: open.data.map((v) => (v ? 1 : 0)),
    regionOf,
    count,
    meeting,
    means,
    unlike: compare(means, count, area, meeting),
    extents: ofThings.map((extent, region) => extent ?? skies[region]),
    horizon: ends.length === 0 ? undefined : Math.max(...ends),
  };
}

/** What meets the hole along less than these do ends at it anyway. */
const MOST_MEETING = 9;

/** What meets a hole more from below than this is what the thing stands on, plain or not. */
const MOSTLY_BELOW = 0.3;
/** Share of the picture from which on a surface is as likely as any. */
const LARGE_SHARE = 0.06;
/** Units of looks: what is this calm beside or over a hole is a wall; this much busier, something that stands there. */
const CALM = 12;
const BUSY = 14;

/** For each region whether most of what is seen of it is floor to the network. */
function floorsSeen(
  floorAt: FloorAt,
  regionOf: Uint8Array,
  known: Uint8Array,
  width: number,
  height: number,
  count: number,
): readonly boolean[] {
  const floor = new Float32Array(count);
  const area = new Float32Array(count);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (!known[i]) continue;
      floor[regionOf[i]] += floorAt((x + 0.5) / width, (y + 0.5) / height);
      area[regionOf[i]]++;
    }
  return Array.from(floor, (sum, region) => sum > SURELY_FLOOR * area[region]);
}

/** Mean likeliness of a region's places. */
const SURELY_FLOOR = 0.6;

function ringOf(open: Mask): number[] {
  const reach = Math.max(3, open.width * RING_SHARE);
  const distance = squaredDistance(open, true);
  const ring: number[] = [];
  for (let i = 0; i < distance.length; i++) if (!open.data[i] && distance[i] <= reach * reach) ring.push(i);
  return ring;
}

/** Of the picture's width: this near a hole counts as around it. */
const RING_SHARE = 0.02;

/** 1 for a known pixel under the hole, −1 for one over it, 0 beside it. */
function sideOf({ data, width }: Mask, i: number, reach: number): number {
  for (let step = 1; step <= reach + 2; step++) {
    if (data[i - step * width]) return 1;
    if (data[i + step * width]) return -1;
  }
  return 0;
}

/**
 * Makes regions that meet the hole and look alike near it one, the most alike first, but not those of things with others.
 * Floors in light and in shade are alike; `regionOf` is changed.
 */
function joinAlike(
  { values }: Looks,
  regionOf: Uint8Array,
  count: number,
  ring: readonly number[],
  extents: readonly (Extent | undefined)[],
  isFloor: readonly boolean[] | undefined,
): void {
  const sums = Array.from({ length: count }, () => new Float32Array(LOOKS));
  const sizes = new Float32Array(count);
  for (const i of ring) {
    sizes[regionOf[i]]++;
    for (let c = 0; c < LOOKS; c++) sums[regionOf[i]][c] += values[i * LOOKS + c];
  }
  const stands = Uint8Array.from({ length: count }, (_, r) => r);
  const apart = (a: number, b: number): number => {
    const counts = isFloor?.[a] && isFloor[b] ? COUNTS_OF_FLOORS : COUNTS;
    return Math.hypot(...Array.from(sums[a], (v, c) => counts[c] * (v / sizes[a] - sums[b][c] / sizes[b])));
  };
  for (;;) {
    let nearest = ALIKE;
    let pair: readonly [number, number] | undefined;
    for (let a = 0; a < count; a++)
      for (let b = a + 1; sizes[a] > 0 && b < count; b++) {
        if (sizes[b] === 0 || !isSame(extents[a], extents[b])) continue;
        const distance = apart(a, b);
        if (distance >= nearest) continue;
        nearest = distance;
        pair = [a, b];
      }
    if (pair === undefined) break;
    const [into, from] = pair;
    sizes[into] += sizes[from];
    sizes[from] = 0;
    for (let c = 0; c < LOOKS; c++) sums[into][c] += sums[from][c];
    for (let r = 0; r < count; r++) if (stands[r] === from) stands[r] = into;
  }
  for (let i = 0; i < regionOf.length; i++) regionOf[i] = stands[regionOf[i]];
}

/** Units of looks. */
const ALIKE = 7;
/** Joints and grain make one surface busier here than there, so contrast counts for less than colour. */
const COUNTS = [1, 1, 1, 0.8, 0.8];
/** What is known for floor on both sides differs by light and gloss, more than by colour. */
const COUNTS_OF_FLOORS = [0.2, 0.35, 0.35, 0.25, 0.25];
/** Another region never passes for the same one wholly; one this far apart in looks not at all. */
const OTHER = 70;
const FAR_APART = 26;

function meansOf(
  { values, known }: Looks,
  regionOf: Uint8Array,
  count: number,
  area: Float32Array,
): Float32Array {
  const means = new Float32Array(count * LOOKS);
  for (let i = 0; i < known.length; i++)
    if (known[i])
      for (let c = 0; c < LOOKS; c++)
        means[regionOf[i] * LOOKS + c] += values[i * LOOKS + c] / area[regionOf[i]];
  return means;
}

function compare(
  means: Float32Array,
  count: number,
  area: Float32Array,
  meeting: readonly Meeting[],
): Uint8Array {
  const unlike = new Uint8Array(meeting.length * count);
  for (const [n, { region }] of meeting.entries())
    for (let r = 0; r < count; r++) {
      if (r === region || area[r] === 0) continue;
      let sum = 0;
      for (let c = 0; c < LOOKS; c++) sum += (means[r * LOOKS + c] - means[region * LOOKS + c]) ** 2;
      unlike[n * count + r] = Math.min(255, OTHER + (185 * Math.sqrt(sum)) / FAR_APART);
    }
  return unlike;
}

/** A picture's size; the guide's own small picture is another one of the same view. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** The place in the small picture of pixel `i` of the same picture at another size. */
export function placeAt({ width, height }: Size, picture: Size, i: number): number {
  const y = (i / picture.width) | 0;
  const x = i - y * picture.width;
  const gx = Math.min(width - 1, Math.floor(((x + 0.5) * width) / picture.width));
  return Math.min(height - 1, Math.floor(((y + 0.5) * height) / picture.height)) * width + gx;
}

/** The region seen at pixel `i` of the same picture at another size. */
export const regionAt = (surfaces: Surfaces, picture: Size, i: number): number =>
  surfaces.regionOf[placeAt(surfaces, picture, i)];

/** The region seen at each pixel of the same picture at another size. */
export function regionsAt(
  { width: from, height: rows, regionOf }: Surfaces,
  width: number,
  height: number,
): Uint8Array {
  const column = new Uint16Array(width);
  for (let x = 0; x < width; x++) column[x] = Math.min(from - 1, Math.floor(((x + 0.5) * from) / width));
  const out = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.floor(((y + 0.5) * rows) / height)) * from;
    for (let x = 0; x < width; x++, i++) out[i] = regionOf[row + column[x]];
  }
  return out;
}
