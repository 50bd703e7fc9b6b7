import { squaredDistance } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster } from "#engine/filters/resize.ts";
import { lineSegments, type Segment } from "#engine/geometry/line-segments.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import {
  areAlike,
  asidePx,
  at,
  isOpen,
  isSeen,
  partAlike,
  parts,
  partsClosely,
  type Ray,
  type Scene,
  type Sides,
  sidesAt,
  type Strip,
  stripsAt,
} from "#engine/removal/beside-line.ts";
import { crossing, meetingsOf, turnAtCorners } from "#engine/removal/edge-corners.ts";
import { edgeStubs } from "#engine/removal/edge-stubs.ts";
import { reaches } from "#engine/removal/extents.ts";
import { type Surfaces } from "#engine/removal/surfaces.ts";

/** A straight edge that goes on behind a hole, as shares of the picture's width and height. */
export interface HiddenLine {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Seen on both sides of the hole; otherwise carried on from one side. */
  readonly through: boolean;
  /** Different surfaces lie on its two sides. */
  readonly parts: boolean;
  /** Carried on from one side and met by nothing: where it ends is a guess. */
  readonly fades: boolean;
  /** Narrow surfaces that run along it: a skirting board, a frame. */
  readonly strips: readonly Strip[];
}

/**
 * Carries straight edges that run into the hole on across it: those that come out again on the other side as one line;
 * the others, when they part two surfaces (a rug's border, a skirting board), to where they meet another.
 */
export function hiddenLines(photo: Raster, hole: Mask, surfaces: Surfaces): HiddenLine[] {
  const scale = Math.min(1, LONG_SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(8, Math.round(photo.width * scale));
  const height = Math.max(8, Math.round(photo.height * scale));
  const small = resizeRaster(photo, width, height);
  const open = resizeMask(hole, width, height);
  const scene: Scene = {
    width,
    height,
    open: open.data.map((v) => (v > 0 ? 1 : 0)),
    surfaces,
  };
  const luma = lumaPlane(small);
  const shortestPx = Math.max(12, SHORTEST_SHARE * width);
  const distance = squaredDistance({ ...open, data: scene.open.map((v) => v * 255) }, true);
  const stubs = edgeStubs(luma, scene.open, distance, shortestPx);
  const ends = [
    ...lineSegments(luma, shortestPx).flatMap((segment) => endsAtHole(segment, false, scene, distance)),
    ...stubs
      .flatMap((segment) => endsAtHole(segment, true, scene, distance))
      .filter((end) => !isOfThing(end, scene)),
  ].slice(0, MOST_ENDS);
  const { joined, single } = join(ends, scene);
  const lines = [...joined, ...carriedOn(single, joined, scene)];
  return lines.map((line) => ({
    ...line,
    x1: line.x1 / width,
    y1: line.y1 / height,
    x2: line.x2 / width,
    y2: line.y2 / height,
  }));
}

const LONG_SIDE = 720;
const SHORTEST_SHARE = 0.028;
const MOST_ENDS = 60;

/** Where an edge runs into the hole: the point and the direction inwards, and what lies beside it there. */
interface End extends Ray {
  readonly length: number;
  /** See edgeStubs: goes on only to where something else tells that it ends. */
  readonly isStub: boolean;
  /** How far back from the hole it was looked at what lies beside. */
  readonly back: number;
  readonly sides: Sides;
}

function endsAtHole(segment: Segment, isStub: boolean, scene: Scene, distance: Float32Array): End[] {
  const gap = Math.max(5, 0.02 * scene.width);
  const dx = (segment.x2 - segment.x1) / segment.length;
  const dy = (segment.y2 - segment.y1) / segment.length;
  const found: End[] = [];
  for (const [fx, fy, ux, uy] of [
    [segment.x1, segment.y1, dx, dy],
    [segment.x2, segment.y2, -dx, -dy],
  ] as const) {
    // Walk from the outer end inwards: what lies in the hole belongs to the thing that goes.
    let seen = 0;
    while (seen < segment.length && !isOpen(scene, fx + ux * seen, fy + uy * seen)) seen++;
    if (seen < Math.max(10, 0.6 * SHORTEST_SHARE * scene.width)) continue;
    let x = fx + ux * seen;
    let y = fy + uy * seen;
    let gone = 0;
    while (gone < gap && !isOpen(scene, x, y)) {
      x += ux;
      y += uy;
      gone++;
    }
    if (!isOpen(scene, x, y)) continue;
    // Along the rim of the hole the edge is the thing's own.
    const midway = at(scene, fx + ux * seen * 0.5, fy + uy * seen * 0.5);
    if (midway < 0 || Math.sqrt(distance[midway]) < 0.22 * seen * 0.5) continue;
    const back = Math.min(seen * 0.5, 0.02 * scene.width + gone);
    const ray = { x, y, dx: ux, dy: uy };
    found.push({ ...ray, length: seen, isStub, back, sides: sidesAt(scene, ray, -back) });
  }
  return found;
}

/** Whether an edge bounds a detected thing, which ends about there anyway. */
const isOfThing = ({ x, y, sides }: End, { surfaces, width, height }: Scene): boolean =>
  [...sides.left, ...sides.right].some((surface) => {
    const extent = isSeen(surface) ? surfaces.extents[surface] : undefined;
    return extent !== undefined && reaches(extent, x / width, y / height);
  });

function join(ends: readonly End[], scene: Scene): { joined: HiddenLine[]; single: End[] } {
  const tolerance = Math.max(3, 0.008 * scene.width);
  const pairs: { a: number; b: number; error: number }[] = [];
  for (let a = 0; a < ends.length; a++)
    for (let b = a + 1; b < ends.length; b++) {
      const p = ends[a];
      const q = ends[b];
      if (-(p.dx * q.dx + p.dy * q.dy) < Math.cos(0.03 + slack(p) + slack(q))) continue;
      const bx = q.x - p.x;
      const by = q.y - p.y;
      const along = bx * p.dx + by * p.dy;
      if (along < 4) continue;
      const missOfP = Math.abs(bx * p.dy - by * p.dx);
      const missOfQ = Math.abs(bx * q.dy - by * q.dx);
      if (missOfP > tolerance + slack(p) * along || missOfQ > tolerance + slack(q) * along) continue;
      const miss = p.length > q.length ? missOfP : missOfQ;
      // Going the other way, the second end's left is the first one's right.
      const differ =
        (p.sides.left[0] === q.sides.right[0] ? 0 : 1) + (p.sides.right[0] === q.sides.left[0] ? 0 : 1);
      pairs.push({
        a,
        b,
        error: miss / tolerance + differ * 0.8 - Math.min(p.length, q.length) / scene.width,
      });
    }
  const used = new Set<number>();
  const joined: HiddenLine[] = [];
  for (const { a, b } of pairs.toSorted((p, q) => p.error - q.error)) {
    if (used.has(a) || used.has(b)) continue;
    used.add(a).add(b);
    const p = ends[a];
    const q = ends[b];
    joined.push({
      x1: p.x,
      y1: p.y,
      x2: q.x,
      y2: q.y,
      through: true,
      fades: false,
      parts: parts(p.sides) || parts(q.sides),
      strips: stripsOnBothSides(p, q, scene),
    });
  }
  return { joined, single: ends.filter((end, n) => !used.has(n) && goesOn(end, scene)) };
}

/** A strip that is seen at one end only ends somewhere behind the hole, where the joined edge does not tell. */
function stripsOnBothSides(p: End, q: End, scene: Scene): Strip[] {
  const beyond = stripsAt(scene, q, -q.back);
  return stripsAt(scene, p, -p.back).filter(({ region }) =>
    beyond.some((other) => areAlike(scene.surfaces, region, other.region)),
  );
}

/** How far the direction of an edge may be off, radians: of a short one it is known less well. */
const slack = ({ length }: End): number => Math.min(0.09, 0.012 + 1.5 / length);

/** An edge seen on one side only: long enough, between two surfaces, and not the leg of something that stands there. */
function goesOn({ sides, length, dx, dy }: End, { width }: Scene): boolean {
  const upright = dy > 0 && Math.abs(dx) < 0.2;
  return parts(sides) && length > (upright ? 0.15 : 0.045) * width;
}

/** Each single edge goes on to where it meets another single one, a joined line, the far side, or fades out. */
function carriedOn(single: readonly End[], joined: readonly HiddenLine[], scene: Scene): HiddenLine[] {
  const exits = single.map((end) => exitOf(end, scene));
  const found = exits.map((exit, n) => isFoundAgain(single[n], exit, scene));
  const stops = exits.map((exit, n) =>
    found[n] || leaves(single[n], exit, scene) ? exit : exit * FADE_SHARE,
  );
  const settled = single.map(() => false);
  const meetings = meetingsOf(single, exits);
  for (let a = 0; a < single.length; a++)
    for (const line of joined) {
      const length = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
      const other = {
        x: line.x1,
        y: line.y1,
        dx: (line.x2 - line.x1) / length,
        dy: (line.y2 - line.y1) / length,
      };
      const meeting = crossing(single[a], other);
      if (!line.parts || meeting === undefined) continue;
      const [s, t] = meeting;
      if (s > 2 && s < exits[a] && t > 0 && t < length) {
        stops[a] = settled[a] ? Math.min(stops[a], s) : s;
        exits[a] = Math.min(exits[a], s);
        settled[a] = true;
      }
    }
  const passes = single.map((end, n) => reachesBottom(end, exits[n], scene));
  const cornered = turnAtCorners(meetings, exits, stops, passes);
  return single.flatMap((end, n) => {
    const isMet = found[n] || settled[n] || cornered.has(n);
    if (end.isStub && !isMet) return [];
    const ends = isMet || leaves(end, exits[n], scene);
    // Of the end of a shelf on a wall nothing goes on.
    if (!ends && !partsClosely(end.sides)) return [];
    return {
      x1: end.x,
      y1: end.y,
      x2: end.x + end.dx * stops[n],
      y2: end.y + end.dy * stops[n],
      through: found[n] && stops[n] === exits[n],
      parts: true,
      fades: !ends,
      strips: ends ? stripsAt(scene, end, -end.back) : [],
    };
  });
}

/** A single edge that meets nothing goes this far towards the other side. */
const FADE_SHARE = 0.6;

function exitOf(end: End, scene: Scene): number {
  let steps = 0;
  while (isOpen(scene, end.x + end.dx * steps, end.y + end.dy * steps)) steps++;
  return steps;
}

/** Whether the surfaces that an edge parts lie on its two sides again where it comes out of the hole. */
function isFoundAgain(end: End, exit: number, scene: Scene): boolean {
  return partAlike(end.sides, sidesAt(scene, end, exit + asidePx(scene)));
}

/**
 * Whether an edge that comes down upright and long goes on to the picture's lower border: the side of a wall or door
 * frame that stands before all else, so that the edges of a worktop behind it end there.
 */
function reachesBottom(end: End, exit: number, scene: Scene): boolean {
  return (
    end.dy > PLUMB &&
    end.length > LONG_SHARE * scene.height &&
    Math.round(end.y + end.dy * exit) >= scene.height
  );
}

/** Cosine of the angle to a plumb line. */
const PLUMB = 0.97;
/** Of the picture's height. */
const LONG_SHARE = 0.2;

/** Whether an edge that goes on leaves the picture before it comes out of the hole. */
function leaves(end: End, exit: number, scene: Scene): boolean {
  return at(scene, end.x + end.dx * exit, end.y + end.dy * exit) < 0;
}
