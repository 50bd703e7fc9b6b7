import { squaredDistance } from "#engine/filters/morphology.ts";
import { type HiddenLine } from "#engine/removal/hidden-lines.ts";
import { type Level, SIDE } from "#engine/removal/pyramid.ts";
import { reaches } from "#engine/removal/extents.ts";
import { regionsAt, type Surfaces } from "#engine/removal/surfaces.ts";
import { surfacesAt } from "#engine/removal/surfaces-at.ts";

/** What is known of the scene behind a hole, independent of the size it is filled at. */
export interface Guide {
  readonly surfaces: Surfaces;
  /** From hiddenSurfaces. */
  readonly shares: Float32Array;
  readonly lines: readonly HiddenLine[];
}

export interface Step {
  readonly dx: number;
  readonly dy: number;
}

/** What it costs at one size to fill target number `t` from source pixel `s`, beyond how the patches differ. */
export interface Guidance {
  cost(t: number, s: number): number;
  /** A source the scene suggests for the target: the same place farther along a line through it; −1 for none. */
  suggest(t: number, chance: number): number;
  /** Steps along the lines of the scene, in pixels: what continues a border is copied from farther along it. */
  readonly steps: readonly Step[];
  /** To be told of every change of a match; `from` −1 for the first. */
  moved(from: number, to: number): void;
}

/**
 * Costs that keep a fill true to the room: sources from another row (another scale) or from far away, from a surface not
 * expected behind the target, beside a line the target lies on, and those already copied often, each cost more.
 */
export function guidanceAt(level: Level, guide: Guide | undefined): Guidance {
  const { width, height, targets } = level;
  const surface = guide === undefined ? undefined : surfaceCosts(level, guide);
  const beyond = guide === undefined ? undefined : beyondCosts(level, guide.surfaces);
  const line = guide === undefined ? undefined : lineCosts(level, guide.lines);
  const stamps = stampCosts(level);
  const rowWeight = (ROW_WEIGHT * AREA) / (height * height);
  const away = awayCosts(level);
  return {
    cost: (t, s) => {
      const i = targets[t];
      const ty = (i / width) | 0;
      const sy = (s / width) | 0;
      const dy = ty - sy;
      let sum = rowWeight * dy * dy + away[s] + stamps.cost(sy, s - sy * width);
      if (surface !== undefined && line?.isOn(t) !== true) sum += surface(t, s);
      if (beyond !== undefined) sum += beyond(i, s);
      if (line !== undefined) sum += line.cost(t, i - ty * width, ty, s - sy * width, sy);
      return sum;
    },
    suggest: (t, chance) => line?.suggest(t, chance) ?? -1,
    steps: line?.steps ?? [],
    moved: stamps.moved,
  };
}

const AREA = SIDE * SIDE;
/** Squared levels a pixel of the patch, for a whole picture height; 60 000 was too strong. */
const ROW_WEIGHT = 6000;

/** What fills a hole best lies beside it: cost of each source by its distance from the hole, against the hole's size. */
function awayCosts({ width, height, hole, targets }: Level): Float32Array {
  const open = { data: hole.map((v) => v * 255), width, height };
  const reach = Math.max(0.08 * Math.max(width, height), 0.6 * Math.sqrt(targets.length));
  return squaredDistance(open, true).map((d) => AWAY_WEIGHT * AREA * Math.min(9, d / (reach * reach)));
}

/** Squared levels a pixel for a source one reach away from the hole; ever farther costs up to nine times that. */
const AWAY_WEIGHT = 500;

function surfaceCosts(level: Level, guide: Guide): (t: number, s: number) => number {
  const { width, height, targets } = level;
  const { count, unlike } = guide.surfaces;
  const region = regionsAt(guide.surfaces, width, height);
  const surfaces = surfacesAt(guide, width, height);
  const row = Int32Array.from(targets, (i) => surfaces[i] * count);
  const hold = holdOf(guide);
  const cost = Float32Array.from({ length: 256 }, (_, m) => SURFACE_WEIGHT * AREA * (m / 255) ** 2);
  return (t, s) => (row[t] < 0 ? 0 : hold[row[t] / count] * cost[unlike[row[t] + region[s]]]);
}

/**
 * How firmly each surface that meets the hole asks for its own kind, 0–1: wholly where no more of it is hidden than seen.
 * Little of it seen (a kettle, a drawer) cannot fill much of the hole but by stamps, so that may be filled from elsewhere;
 * what a thing stands on always asks.
 */
function holdOf({ surfaces: { open, regionOf, count, meeting }, shares }: Guide): Float32Array {
  const places = meeting.length;
  const place = new Int16Array(count).fill(-1);
  for (const [n, { region }] of meeting.entries()) place[region] = n;
  const seen = new Float32Array(places);
  const hidden = new Float32Array(places);
  for (let i = 0; i < open.length; i++) {
    if (open[i]) for (let n = 0; n < places; n++) hidden[n] += shares[i * places + n];
    else if (place[regionOf[i]] >= 0) seen[place[regionOf[i]]]++;
  }
  return seen.map((area, n) =>
    meeting[n].below >= STOOD_ON ? 1 : Math.max(LEAST_HOLD, Math.min(1, area / Math.max(1, hidden[n]))),
  );
}

/** What meets a hole so much more from below than from above (−1 … 1) is what the thing stands on. */
const STOOD_ON = 0.08;
const LEAST_HOLD = 0.02;

/** For a source that looks like nothing expected at the target. */
const SURFACE_WEIGHT = 30000;

/** What is seen of a thing is not copied to where the thing does not reach, on a line or off it. */
function beyondCosts(level: Level, surfaces: Surfaces): ((i: number, s: number) => number) | undefined {
  if (surfaces.extents.every((extent) => extent === undefined)) return undefined;
  const { width, height } = level;
  const region = regionsAt(surfaces, width, height);
  return (i, s) => {
    const extent = surfaces.extents[region[s]];
    if (extent === undefined) return 0;
    const y = (i / width) | 0;
    return reaches(extent, (i - y * width + 0.5) / width, (y + 0.5) / height) ? 0 : SURFACE_WEIGHT * AREA;
  };
}

interface LineCosts {
  cost(t: number, tx: number, ty: number, sx: number, sy: number): number;
  suggest(t: number, chance: number): number;
  /** Whether the target lies right on a line: what an edge itself shows belongs to no surface. */
  isOn(t: number): boolean;
  readonly steps: readonly Step[];
}

function lineCosts({ width, height, targets }: Level, lines: readonly HiddenLine[]): LineCosts {
  const rules = lines.map((line) => {
    const x1 = line.x1 * width - 0.5;
    const y1 = line.y1 * height - 0.5;
    const dx = line.x2 * width - 0.5 - x1;
    const dy = line.y2 * height - 0.5 - y1;
    const length = Math.max(1e-6, Math.hypot(dx, dy));
    return { x1, y1, ux: dx / length, uy: dy / length, length };
  });
  const lineOf = new Int16Array(targets.length).fill(-1);
  const isOn = new Uint8Array(targets.length);
  const edgePx = Math.max(LEAST_EDGE_PX, EDGE_SHARE * width);
  for (let t = 0; t < targets.length; t++) {
    const y = (targets[t] / width) | 0;
    const x = targets[t] - y * width;
    let nearest = LINE_BAND_PX;
    for (const [n, { x1, y1, ux, uy, length }] of rules.entries()) {
      const away = Math.abs((x - x1) * uy - (y - y1) * ux);
      const along = (x - x1) * ux + (y - y1) * uy;
      if (away >= nearest || along < -LINE_BAND_PX || along > length + LINE_BAND_PX) continue;
      nearest = away;
      lineOf[t] = n;
    }
    if (lineOf[t] >= 0 && nearest <= edgePx && !lines[lineOf[t]].fades) isOn[t] = 1;
  }
  const steps = rules.flatMap(({ ux, uy, length }) =>
    STEP_SHARES.flatMap((share) => [
      { dx: Math.round(ux * length * share), dy: Math.round(uy * length * share) },
      { dx: -Math.round(ux * length * share), dy: -Math.round(uy * length * share) },
    ]),
  );
  return {
    steps,
    isOn: (t) => isOn[t] === 1,
    cost: (t, tx, ty, sx, sy) => {
      const n = lineOf[t];
      if (n < 0) return 0;
      const { ux, uy } = rules[n];
      // Both lie on the line's two half planes alike when the step between them runs along it.
      const off = Math.abs((sx - tx) * uy - (sy - ty) * ux);
      return off < 0.6 ? 0 : LINE_WEIGHT * AREA * Math.min(9, off * off);
    },
    suggest: (t, chance) => {
      const n = lineOf[t];
      if (n < 0) return -1;
      const { ux, uy, length } = rules[n];
      const step = (chance * 2 - 1) * Math.max(length * 1.5, 0.3 * width);
      const y = (targets[t] / width) | 0;
      const sx = Math.round(targets[t] - y * width + ux * step);
      const sy = Math.round(y + uy * step);
      return sx < 0 || sy < 0 || sx >= width || sy >= height ? -1 : sy * width + sx;
    },
  };
}

/** For one pixel off the line, up to three. */
const LINE_WEIGHT = 160;
const LINE_BAND_PX = 4;
/** How far to both sides an edge itself reaches: of the picture's width, and at least. */
const EDGE_SHARE = 0.004;
const LEAST_EDGE_PX = 0.8;
/** Of a line's length in the hole. */
const STEP_SHARES = [0.4, 0.7, 1.05, 1.4];

/** Counts copies a cell of 4 × 4 sources; a cell may be used as often as all are on average, and half as much again. */
function stampCosts({ width, height, targets, isSource }: Level): {
  cost(sy: number, sx: number): number;
  moved(from: number, to: number): void;
} {
  const columns = (width >> 2) + 1;
  const uses = new Int32Array(columns * ((height >> 2) + 1));
  let sources = 0;
  for (const v of isSource) sources += v;
  const fair = 16 * Math.max(1.5, (2 * targets.length) / Math.max(1, sources));
  return {
    cost: (sy, sx) => {
      const over = uses[(sy >> 2) * columns + (sx >> 2)] / fair - 1;
      return over > 0 ? STAMP_WEIGHT * AREA * Math.min(8, over) : 0;
    },
    moved: (from, to) => {
      if (from >= 0) uses[(((from / width) | 0) >> 2) * columns + ((from % width) >> 2)]--;
      uses[(((to / width) | 0) >> 2) * columns + ((to % width) >> 2)]++;
    },
  };
}

/** For each time more often than fair that the same spot is copied. */
const STAMP_WEIGHT = 120;
