import { isInBox, type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab, type OklabPlanes } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { type ManhattanFrame } from "#engine/geometry/vanishing-points.ts";
import { type SeamLengths } from "#engine/renovation/seam-lengths.ts";
import { towards } from "#engine/renovation/seams.ts";

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

/** A photo parted: at the parting's own size, colours as under white light. */
export interface PartedPlace {
  readonly width: number;
  readonly height: number;
  readonly regionOf: Uint8Array;
  readonly count: number;
  readonly lab: OklabPlanes;
}

/**
 * The shape of each region in the room, its colour and what is on it.
 * @param objects what the detector saw, in pixels of the parting
 */
export function describeRegions(
  { width, height, regionOf, count, lab }: PartedPlace,
  frame: ManhattanFrame,
  seams: readonly SeamLengths[],
  objects: readonly SeenObject[],
): readonly Region[] {
  const pixels = pixelsOf(regionOf, count);
  const borders = bordersOf(regionOf, count, width, height);
  const things = objects.filter(standsBefore);
  const isCovered = (i: number): boolean => {
    const x = i % width;
    const y = Math.floor(i / width);
    return things.some((thing) => isInBox(thing, x, y));
  };
  const longSide = Math.max(width, height);
  return pixels.map((own, n) => {
    const middle = middleOf(own, width);
    const shape = uprightBox(own, middle, frame, width, height);
    const colourAt = (plane: Float32Array): number =>
      own.length === 0 ? 0 : median(Float32Array.from(own, (i) => plane[i]));
    return {
      ...middle,
      area: own.length / (width * height),
      colour: { l: colourAt(lab.l), a: colourAt(lab.a), b: colourAt(lab.b) },
      width: shape.width / longSide,
      height: shape.height / longSide,
      fill: shape.fill,
      uprightSeams: seams[n].upright / Math.max(1, shape.height),
      levelSeams: seams[n].level / Math.max(1, shape.width),
      covered: own.length === 0 ? 0 : shareWhere(own, isCovered),
      borders: borders[n],
    };
  });
}

/** The pixels of each region, in the order of the picture. */
function pixelsOf(regionOf: Uint8Array, count: number): readonly Int32Array[] {
  const areas = new Int32Array(count);
  for (const region of regionOf) areas[region]++;
  const pixels = Array.from(areas, (area) => new Int32Array(area));
  const filled = new Int32Array(count);
  for (let i = 0; i < regionOf.length; i++) pixels[regionOf[i]][filled[regionOf[i]]++] = i;
  return pixels;
}

function shareWhere(own: Int32Array, is: (i: number) => boolean): number {
  let count = 0;
  for (const i of own) if (is(i)) count++;
  return count / own.length;
}

/** Whether something stands or hangs before the fittings, or is built in between them, and is none. */
export const standsBefore = ({ name, confidence }: SeenObject): boolean =>
  confidence >= (otherThings.get(name) ?? 1);

/** From which confidence on each counts. */
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

function middleOf(own: Int32Array, width: number): { x: number; y: number } {
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
  own: Int32Array,
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
