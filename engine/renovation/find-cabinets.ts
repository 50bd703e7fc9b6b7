import { type Oklab } from "#engine/colour/oklab.ts";
import { components, keepComponents } from "#engine/filters/components.ts";
import { coverage } from "#engine/filters/coverage.ts";
import { close, dilate } from "#engine/filters/morphology.ts";
import { cutShown } from "#engine/renovation/cut-shown.ts";
import { type Ground } from "#engine/renovation/floor-odds.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { openShare } from "#engine/renovation/open-outline.ts";
import { type Mask } from "#engine/raster.ts";
import { agreed, type Fittings, maskOfRegions, type Parted } from "#engine/renovation/fittings.ts";
import { type Region } from "#engine/renovation/region-shapes.ts";
import { roomOf } from "#engine/renovation/room-of.ts";
import { type SeamColour, seamColours, unlike } from "#engine/renovation/seam-colours.ts";
import { seamsWithin } from "#engine/renovation/seams-within.ts";

/**
 * Cabinet fronts, known by what they are: upright panels of one finish, parted by upright and level seams, several of
 * them, neither furniture nor appliance. In a bathroom only what stands at the sink counts.
 * @returns undefined when no kitchen or bathroom thing is seen (doors, windows and pictures are panelled too), when
 * nothing is panel-like, when what is would be nearly half of the picture, and when fronts seem to be left out or to end
 * in the middle of something even
 */
export function findCabinets(fittings: Fittings, ground: Ground): FoundSurface | undefined {
  const shown = agreed(fittings.map(cabinetsIn));
  if (shown === undefined) return undefined;
  const [parted] = fittings;
  const mask = cutShown(shown, fittings, ground);
  // In a bathroom other fronts of the finish may well be: only what is at the sink was asked for.
  const isWhole =
    coverage(mask) < Math.min(MOST_SHARE, MOST_GROWN * coverage(shown.mask)) &&
    (roomOf(parted.objects) === "bathroom" || seamsWithin(mask, parted) > LEAST_SEAMS) &&
    openShare(mask, parted.colours) < MOST_OPEN;
  return isWhole ? { mask, confidence: shown.confidence } : undefined;
}

/**
 * Looked at on 35 kitchens: where the run was found but for what is behind other things, 0.92 and more of its seams are in
 * it; where only its upper, lit or nearest fronts were, 0.85 at most.
 */
const LEAST_SEAMS = 0.89;
/** On the same kitchens: fronts in part shown grew to 1.5 times that; white ones over walls and appliances to 2 and more. */
const MOST_GROWN = 1.6;
/** On the same kitchens: outlines of whole runs are open to 0.006 at most, those of runs left in part from 0.008 on. */
const MOST_OPEN = 0.007;

/** The fronts as one parting of the photo shows them. */
export function cabinetsIn(fittings: Parted): FoundSurface | undefined {
  const room = roomOf(fittings.objects);
  if (room === "other") return undefined;
  const runs = seamColours(fittings)
    .map((finish) => frontsOf(fittings, finish))
    .map((run) => (room === "bathroom" ? atSink(fittings, run) : run));
  const [best, ...others] = runs
    .filter(({ panels }) => count(panels) >= leastPanels[room])
    .toSorted((a, b) => b.weight - a.weight);
  if (best === undefined) return undefined;
  // One wood in sun and in shade, on a front and on its side, is two colours and one finish.
  const same = others.filter(({ finish }) => isOneHue(finish, best.finish));
  const all = new Set([best, ...same].flatMap(({ regions }) => [...regions]));
  const panels = new Map([best, ...same].flatMap((run) => [...run.panels]));
  const mask = tidied(fittings, all, panels);
  const share = coverage(mask);
  if (share < leastShare[room] || share > MOST_SHARE) return undefined;
  // A white run is so easily confused with tiles beside it that it must be agreed on all the more.
  const trust = isNeutral(best.finish) ? 0.6 : 1;
  return { mask, confidence: trust * Math.min(1, 0.25 + 0.06 * count(panels) + 0.03 * best.weight) };
}

/** A vanity is seen from near; what is smaller under a sink is its pipes. */
const leastShare = { kitchen: 0.015, bathroom: 0.03 } as const;
const MOST_SHARE = 0.45;

/** This many panels of one finish make a run of fronts; a window has two panes and a door two fields. */
const leastPanels = { kitchen: 3, bathroom: 2 } as const;

interface Fronts {
  readonly finish: SeamColour;
  /** Regions that show panels, and how many: one that is seamed both ways shows two at least. */
  readonly panels: ReadonlyMap<number, number>;
  /** The panels and what belongs to them: frames, rails, sides. */
  readonly regions: ReadonlySet<number>;
  /** Seams on the finish and panels that carry it. */
  readonly weight: number;
}

/** White, grey and black fronts have the colour of walls and tiles beside them: there only panels themselves count. */
const NEUTRAL = 0.035;

const isNeutral = ({ a, b }: Oklab): boolean => Math.hypot(a, b) < NEUTRAL;

function frontsOf({ regions, width, height }: Parted, finish: SeamColour): Fronts {
  const neutral = isNeutral(finish);
  const longSide = Math.max(width, height);
  const reach = neutral ? 0.9 : 1.4;
  const alike = regions.map(
    ({ area, covered, colour }) =>
      area > 0 && covered < 0.5 && unlike(colour, finish) < reach && (neutral || isOneHue(colour, finish)),
  );
  const seeds = indices(regions, (region, n) => alike[n] && isFront(region, neutral));
  const fronts = new Set(seeds);
  for (let round = 0; round < 2; round++)
    for (const n of indices(
      regions,
      (region, m) => alike[m] && !fronts.has(m) && belongs(region, fronts, regions, neutral, longSide),
    ))
      fronts.add(n);
  const panels = new Map(
    seeds.map((n) => [n, Number(isPanel(regions[n])) + (isSeamedBothWays(regions[n]) ? 2 : 0)] as const),
  );
  return { finish, panels, regions: fronts, weight: Math.sqrt(count(panels)) * finish.length };
}

const count = (panels: ReadonlyMap<number, number>): number =>
  [...panels.values()].reduce((sum, panel) => sum + panel, 0);

const indices = (regions: readonly Region[], is: (region: Region, n: number) => boolean): readonly number[] =>
  regions.flatMap((region, n) => (is(region, n) ? [n] : []));

/** Upright and rectangular, neither a stripe nor a whole wall. */
const isPanel = ({ fill, area, width, height }: Region): boolean =>
  fill > 0.72 &&
  area > 0.0012 &&
  area < 0.08 &&
  Math.min(width, height) > 0.018 &&
  Math.max(width / height, height / width) < 6;

function isFront(region: Region, neutral: boolean): boolean {
  const { uprightSeams, levelSeams, area } = region;
  // A whole run in one region carries the seams of many fronts; a wall carries a few lines.
  if (area > 0.14) return !neutral && area < 0.3 && uprightSeams > 4 && levelSeams > 0.8;
  if (neutral) return isPanel(region) && uprightSeams > 0.35 && uprightSeams + levelSeams > 0.9;
  if (isSeamedBothWays(region)) return true;
  return isPanel(region) && uprightSeams > (area > 0.04 ? 1 : 0.35);
}

const isSeamedBothWays = ({ uprightSeams, levelSeams, area }: Region): boolean =>
  uprightSeams > 1.2 && levelSeams > 0.25 && area > 0.002;

/** Frames and sides: of the fronts' colour, with part of their border on fronts, and not below them as a floor is. */
function belongs(
  region: Region,
  fronts: ReadonlySet<number>,
  regions: readonly Region[],
  neutral: boolean,
  longSide: number,
): boolean {
  if (region.area > (neutral ? 0.004 : 0.05)) return false;
  let shared = 0;
  let all = 0;
  let foot = 0;
  for (const [other, length] of region.borders) {
    all += length;
    if (!fronts.has(other)) continue;
    shared += length;
    foot = Math.max(foot, regions[other].y + (regions[other].height / 2) * longSide);
  }
  const needed = neutral ? 0.5 : isPanel(region) || region.uprightSeams > 0.5 ? 0.12 : 0.3;
  return region.y < foot && shared > needed * all;
}

/** Coloured both, of one hue, and neither much paler than the other for its lightness. */
function isOneHue(one: Oklab, other: Oklab): boolean {
  const a = Math.hypot(one.a, one.b);
  const b = Math.hypot(other.a, other.b);
  if (Math.min(a, b) < NEUTRAL / 2) return false;
  const paler = a / one.l / (b / other.l);
  const cosine = (one.a * other.a + one.b * other.b) / (a * b);
  return cosine > 0.955 && paler > 0.5 && paler < 2;
}

/** What of a run is at a seen sink or under it; pipes and shadows there are no drawers, so only what is seamed counts. */
function atSink({ regions, objects }: Parted, run: Fronts): Fronts {
  const sinks = objects.filter(({ name, confidence }) => name === "sink" && confidence > 0.2);
  const isThere = (n: number): boolean =>
    sinks.some(({ x, y, width, height }) => {
      const region = regions[n];
      return region.y > y + height / 2 && region.x > x - width / 2 && region.x < x + 1.5 * width;
    });
  return {
    ...run,
    panels: new Map([...run.panels].filter(([n]) => isThere(n) && isSeamedBothWays(regions[n]))),
    regions: new Set([...run.regions].filter(isThere)),
  };
}

/** Gaps of a seam's width closed; crumbs dropped, and a panel that stands all alone: a picture, a pane, a far wall. */
function tidied(fittings: Parted, fronts: ReadonlySet<number>, panels: ReadonlyMap<number, number>): Mask {
  const { width, height, regionOf } = fittings;
  const longSide = Math.max(width, height);
  const closed = close(
    maskOfRegions(fittings, (region) => fronts.has(region)),
    longSide * 0.006,
  );
  const { labels } = components(dilate(closed, longSide * 0.02));
  const panelsIn = new Map<number, Map<number, number>>();
  for (let i = 0; i < labels.length; i++) {
    const shown = panels.get(regionOf[i]);
    if (labels[i] !== 0 && shown !== undefined && fronts.has(regionOf[i]))
      panelsIn.set(labels[i], (panelsIn.get(labels[i]) ?? new Map<number, number>()).set(regionOf[i], shown));
  }
  const isRun = (label: number): boolean => count(panelsIn.get(label) ?? new Map<number, number>()) >= 2;
  const data = closed.data.map((v, i) => (v !== 0 && isRun(labels[i]) ? v : 0));
  return keepComponents({ data, width, height }, ({ area }) => area > 0.002 * width * height);
}
