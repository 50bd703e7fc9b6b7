import { squaredDistance } from "#engine/filters/morphology.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Guide } from "#engine/removal/guidance.ts";
import { plainAround, type Plainness, smoothFill } from "#engine/removal/smooth-fill.ts";
import { NO_SURFACE, surfacesAt } from "#engine/removal/surfaces-at.ts";
import { placeAt, regionAt, type Surfaces } from "#engine/removal/surfaces.ts";

/** A part of a hole behind which a plain surface goes on, and how it looks there. */
export interface PlainPart {
  /** Pixels of the hole this surface fills. */
  readonly pixels: readonly number[];
  /** Three values a pixel, 0–255 and unrounded; right at `pixels` only. */
  readonly sheet: Float32Array;
  /** Known pixels of the surface near the hole. */
  readonly plain: readonly number[];
}

/**
 * Which parts of a hole show a plain surface (a painted wall, a ceiling) though other things meet the hole too: where
 * that surface is the likeliest one, away from lines and from where another begins, for edges are the patches' work.
 * @param piece one connected hole, 255 inside, at the photo's size
 * @param ring  known pixels around it
 */
export function plainParts(
  photo: Raster,
  slopes: Plane,
  piece: Mask,
  ring: readonly number[],
  guide: Guide,
): PlainPart[] {
  const { surfaces } = guide;
  const groups = plainGroups(photo, slopes, ring, surfaces);
  const likeliest = likeliestIn(piece, guide, groups);
  const parts: PlainPart[] = [];
  for (const group of groups) {
    const own = new Set(group.map((n) => surfaces.meeting[n].region));
    const inside: number[] = [];
    for (let i = 0; i < likeliest.length; i++) if (group.includes(likeliest[i])) inside.push(i);
    if (inside.length < LEAST_PIXELS) continue;
    const plain = ring.filter(
      (i) => own.has(regionAt(surfaces, photo, i)) && slopes.data[i] < PLAIN.mostSlope,
    );
    const other = strangersTo(group, own, likeliest, piece, guide);
    const away = squaredDistance({ ...piece, data: other }, true);
    const pixels = inside.filter((i) => away[i] > MARGIN_PX * MARGIN_PX);
    if (pixels.length < LEAST_PIXELS) continue;
    const sheet = smoothFill(photo, piece, plain);
    parts.push({ pixels, sheet: smoothFill(photo, piece, calmLike(sheet, photo, slopes, ring)), plain });
  }
  return parts;
}

const PLAIN: Plainness = { leastShare: 0.9, mostSlope: 0.0045 };
/** Levels, mean of the channels: plain surfaces this near are one in different light. */
const SAME_PAINT = 26;

/**
 * What around a hole may be the sheet's own wall in other light, whichever surface it was taken for: a sheet hung on
 * these too meets them without a step.
 */
function calmLike(sheet: Float32Array, { data }: Raster, slopes: Plane, ring: readonly number[]): number[] {
  const isLike = (i: number): boolean =>
    Math.abs(data[i * 3] - sheet[i * 3]) +
      Math.abs(data[i * 3 + 1] - sheet[i * 3 + 1]) +
      Math.abs(data[i * 3 + 2] - sheet[i * 3 + 2]) <
    3 * SAME_PAINT;
  return ring.filter((i) => slopes.data[i] < CALM_SLOPE && isLike(i));
}

/** Light falling off along a wall is steeper than the wall itself. */
const CALM_SLOPE = 0.012;

/** The plain surfaces, as places in `meeting`; those of one paint together. */
function plainGroups(photo: Raster, slopes: Plane, ring: readonly number[], surfaces: Surfaces): number[][] {
  const groups: { members: number[]; mean: readonly number[] }[] = [];
  for (const [n, { region }] of surfaces.meeting.entries()) {
    const own = new Set([region]);
    const inner = ring.filter((i) => isWithin(surfaces, own, placeAt(surfaces, photo, i)));
    const plain = plainAround(photo, slopes, inner, PLAIN);
    if (plain === undefined || plain.length < LEAST_SHARE * ring.length) continue;
    const mean = [0, 1, 2].map(
      (c) => plain.reduce((sum, i) => sum + photo.data[i * 3 + c], 0) / plain.length,
    );
    const like = groups.find(
      (group) => mean.reduce((sum, v, c) => sum + Math.abs(v - group.mean[c]), 0) < 3 * SAME_PAINT,
    );
    if (like === undefined) groups.push({ members: [n], mean });
    else like.members.push(n);
  }
  return groups.map(({ members }) => members);
}

/** Not at the surface's own border, where the picture is steep on every surface. */
function isWithin(
  { width, height, regionOf, open }: Surfaces,
  own: ReadonlySet<number>,
  at: number,
): boolean {
  const x = at % width;
  const y = (at / width) | 0;
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
      if (!open[v * width + u] && !own.has(regionOf[v * width + u])) return false;
  return true;
}

/** Of what surrounds the hole: less tells nothing of how light falls on the surface. */
const LEAST_SHARE = 0.06;
const LEAST_PIXELS = 80;
const MARGIN_PX = 5;
const BESIDE_PX = 4;

/** The surface expected at each pixel of the piece, those of one paint under the first of them; NO_SURFACE elsewhere. */
function likeliestIn(
  { data, width, height }: Mask,
  guide: Guide,
  groups: readonly (readonly number[])[],
): Int16Array {
  const standsFor = Int16Array.from(guide.surfaces.meeting, (_, n) => n);
  for (const group of groups) for (const n of group) standsFor[n] = group[0];
  return surfacesAt(guide, width, height).map((n, i) => (data[i] && n >= 0 ? standsFor[n] : NO_SURFACE));
}

/** 255 where something else than the surface is expected or seen: in the hole, along a line, just outside the hole. */
function strangersTo(
  group: readonly number[],
  own: ReadonlySet<number>,
  likeliest: Int16Array,
  piece: Mask,
  { surfaces, lines }: Guide,
): Uint8Array {
  const { data, width, height } = piece;
  const other = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (data[i]) {
      if (!group.includes(likeliest[i])) other[i] = 255;
      continue;
    }
    const x = i % width;
    const meetsHole =
      (x > 0 && data[i - 1]) ||
      (x < width - 1 && data[i + 1]) ||
      (i >= width && data[i - width]) ||
      (i + width < data.length && data[i + width]);
    if (meetsHole && !own.has(regionAt(surfaces, piece, i))) other[i] = 255;
  }
  // Of a line that is only carried on from one side nothing is seen where the same plain wall lies on both its sides.
  const isWithinGroup = (x: number, y: number): boolean => {
    const at = Math.round(y) * width + Math.round(x);
    return x >= 0 && y >= 0 && x < width - 0.5 && y < height - 0.5 && group.includes(likeliest[at]);
  };
  for (const { x1, y1, x2, y2, through } of lines) {
    const length = Math.max(1e-6, Math.hypot((x2 - x1) * width, (y2 - y1) * height));
    const offX = (-(y2 - y1) * height * BESIDE_PX) / length;
    const offY = ((x2 - x1) * width * BESIDE_PX) / length;
    const steps = Math.ceil(Math.hypot((x2 - x1) * width, (y2 - y1) * height));
    for (let step = 0; step <= steps; step++) {
      const x = Math.round((x1 + ((x2 - x1) * step) / Math.max(1, steps)) * width - 0.5);
      const y = Math.round((y1 + ((y2 - y1) * step) / Math.max(1, steps)) * height - 0.5);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      if (through || !isWithinGroup(x + offX, y + offY) || !isWithinGroup(x - offX, y - offY))
        other[y * width + x] = 255;
    }
  }
  return other;
}
