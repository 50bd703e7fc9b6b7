import { type Strip } from "#engine/removal/beside-line.ts";
import { floorAtBorder } from "#engine/removal/floor-at-border.ts";
import { type HiddenLine } from "#engine/removal/hidden-lines.ts";
import { minimalPartition, OPEN, OUTSIDE } from "#engine/removal/minimal-partition.ts";
import { reaches } from "#engine/removal/extents.ts";
import { type Surfaces } from "#engine/removal/surfaces.ts";

/**
 * Parts a hole among the surfaces that meet it, with borders as short as can be and cheap along hidden lines (see
 * minimalPartition): the edge of wall and floor runs straight on behind what stood there, and what only touches the hole
 * (a chair's leg, a cushion) ends at it.
 * @returns `shares[pixel × surfaces that meet the hole + n]`, 0–1: whether the n-th lies there; all 0 where none of them
 *   does; right in the hole only
 */
export function hiddenSurfaces(surfaces: Surfaces, lines: readonly HiddenLine[]): Float32Array {
  const { width, height, open, regionOf, count, meeting } = surfaces;
  if (meeting.length === 0) return new Float32Array(0);
  const place = new Int16Array(count).fill(OUTSIDE);
  for (const [n, { region }] of meeting.entries()) place[region] = n;
  const partOf = Int16Array.from(open, (v, i) => (v ? OPEN : place[regionOf[i]]));
  const shares = minimalPartition({
    width,
    height,
    count: meeting.length,
    partOf,
    tension: tensions(surfaces, lines),
    cost: standing(surfaces, lines),
  });
  for (const line of lines) for (const strip of line.strips) layStrip(surfaces, line, strip, place, shares);
  return shares;
}

/** Narrow surfaces go on beside their line; shortest borders would leave them out. */
function layStrip(
  { width, height, open, meeting }: Surfaces,
  { x1, y1, x2, y2 }: HiddenLine,
  strip: Strip,
  place: Int16Array,
  shares: Float32Array,
): void {
  const n = place[strip.region];
  const dx = (x2 - x1) * width;
  const dy = (y2 - y1) * height;
  const length = Math.hypot(dx, dy);
  if (length < 1) return;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (!open[i]) continue;
      const u = x + 0.5 - x1 * width;
      const v = y + 0.5 - y1 * height;
      const along = (u * dx + v * dy) / length;
      const aside = (v * dx - u * dy) / length;
      if (along < -1 || along > length + 1 || aside < strip.from * width || aside > strip.to * width)
        continue;
      shares.fill(0, i * meeting.length, (i + 1) * meeting.length);
      // A strip that is none of the surfaces reckoned with may be copied from wherever the patches like.
      if (n >= 0) shares[i * meeting.length + n] = 1;
    }
}

/** Along a line seen on both sides of the hole a border costs this much, along one carried on from one side that. */
const THROUGH_TENSION = 0.06;
const SINGLE_TENSION = 0.15;

function tensions({ width, height }: Surfaces, lines: readonly HiddenLine[]): Float32Array {
  const tension = new Float32Array(width * height).fill(1);
  for (const { x1, y1, x2, y2, through, parts } of lines) {
    if (!parts) continue;
    const steps = Math.ceil(2 * Math.hypot((x2 - x1) * width, (y2 - y1) * height));
    for (let step = 0; step <= steps; step++) {
      const t = step / Math.max(1, steps);
      const x = Math.round((x1 + (x2 - x1) * t) * width - 0.5);
      const y = Math.round((y1 + (y2 - y1) * t) * height - 0.5);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const i = y * width + x;
      tension[i] = Math.min(tension[i], through ? THROUGH_TENSION : SINGLE_TENSION);
    }
  }
  return tension;
}

/** Share of the hole's height, from its lower end, that a floor takes where nothing else tells. */
const FLOOR_SHARE = 0.42;
/** What a whole column of the hole in the wrong place costs, in cells of border. */
const STANDING_COST = 9;
/** What a whole column costs that is given to what is small or busy. */
const STRANGER_COST = 1.5;
/** What each cell costs that is given to a thing beyond its box, or to no floor at the border; dearer than any border. */
const BEYOND_COST = 1;

/**
 * Where nothing tells how far a floor goes back, what meets a hole from below lies low in it, and what from above, high.
 * Under the sky the ground goes back as far as the sky comes down.
 */
function standing(surfaces: Surfaces, lines: readonly HiddenLine[]): Float32Array {
  const { width, height, open, meeting, extents, horizon = 1 } = surfaces;
  const floor = floorAtBorder(surfaces, lines);
  const cost = new Float32Array(open.length * meeting.length);
  for (let x = 0; x < width; x++) {
    let top = -1;
    let bottom = -1;
    for (let y = 0; y < height; y++)
      if (open[y * width + x]) {
        if (top < 0) top = y;
        bottom = y;
      }
    if (top < 0) continue;
    const size = bottom - top + 1;
    for (let y = top; y <= bottom; y++) {
      const i = y * width + x;
      if (!open[i]) continue;
      const isGround = (y + 0.5) / height > horizon;
      const rise = isGround ? 0 : (bottom + 0.5 - y) / size - FLOOR_SHARE;
      for (const [n, { region, below, weight }] of meeting.entries())
        cost[i * meeting.length + n] =
          (STANDING_COST * Math.max(0, below * rise) + STRANGER_COST * (1 - weight)) / size +
          (reaches(extents[region], (x + 0.5) / width, (y + 0.5) / height) ? 0 : BEYOND_COST) +
          (floor !== undefined && y > floor.from[x] && !floor.isFloor[n] ? BEYOND_COST : 0);
    }
  }
  return cost;
}
