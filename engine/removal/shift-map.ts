import { type Guidance, type Step } from "#engine/removal/guidance.ts";
import { type CutGraph, minimumCut } from "#engine/graph/minimum-cut.ts";
import { type Level, SIDE } from "#engine/removal/pyramid.ts";

/**
 * Makes a fill of few large copies out of one of many small: of the shifts that occur most among the matches, each target
 * takes the one for which the hole as a whole costs least: what the guidance says, how well the copies meet the known
 * rim, and how visible the seams between them are. Shift maps (Pritch, Kav-Venaki, Peleg 2009) with the shifts of the
 * picture's own statistics (He, Sun 2012), solved by expansion moves (Boykov, Veksler, Zabih 2001).
 * @param matches source of each target; changed
 */
export function mapShifts(level: Level, guidance: Guidance, matches: Int32Array): void {
  const shifts = shiftsOf(level, matches, guidance.steps);
  if (shifts.length < 2) return;
  const { targets, width } = level;
  const costs = unaryCosts(level, guidance, shifts);
  const count = shifts.length;
  const labels = cheapest(costs, count);
  const apart = apartOf(level, shifts);
  const links = linksOf(level);
  const seams = new Float32Array(links.p.length);
  for (let e = 0; e < seams.length; e++) seams[e] = seamOf(labels, links.p[e], links.q[e], apart);
  const labelling = { labels, costs, count, seams };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let changed = 0;
    for (let k = 0; k < count; k++) changed += expand(k, labelling, links, apart);
    if (changed < targets.length * AT_REST) break;
  }
  for (let t = 0; t < targets.length; t++) {
    if (costs[t * count + labels[t]] >= IMPOSSIBLE) continue;
    const { dx, dy } = shifts[labels[t]];
    matches[t] = targets[t] + dy * width + dx;
  }
}

function cheapest(costs: Float32Array, count: number): Uint8Array {
  const labels = new Uint8Array(costs.length / count);
  for (let t = 0; t < labels.length; t++)
    for (let k = 1; k < count; k++) if (costs[t * count + k] < costs[t * count + labels[t]]) labels[t] = k;
  return labels;
}

const SWEEPS = 2;
const AT_REST = 0.002;
/** For a shift that leads to no source. */
const IMPOSSIBLE = 1e6;

/** The shifts that occur most, none within a pixel of a more frequent one, and the steps along lines. */
function shiftsOf({ width, height, targets }: Level, matches: Int32Array, steps: readonly Step[]): Step[] {
  const across = 2 * width + 1;
  const uses = new Float32Array(across * (2 * height + 1));
  for (let t = 0; t < targets.length; t++) {
    const y = (targets[t] / width) | 0;
    const sy = (matches[t] / width) | 0;
    uses[(sy - y + height) * across + (matches[t] - sy * width - (targets[t] - y * width)) + width]++;
  }
  const order: number[] = [];
  for (let i = 0; i < uses.length; i++) if (uses[i] >= LEAST_USES) order.push(i);
  order.sort((a, b) => uses[b] - uses[a] || a - b);
  const shifts: Step[] = [];
  const add = (shift: Step): void => {
    if (shifts.every(({ dx, dy }) => Math.abs(dx - shift.dx) > 1 || Math.abs(dy - shift.dy) > 1))
      shifts.push(shift);
  };
  for (const i of order) {
    if (shifts.length >= MOST_COMMON) break;
    add({ dx: (i % across) - width, dy: ((i / across) | 0) - height });
  }
  for (const step of steps.slice(0, MOST_STEPS)) add(step);
  return shifts;
}

const LEAST_USES = 4;
const MOST_COMMON = 40;
const MOST_STEPS = 24;

/** What each shift costs at each target, target × shifts + shift; in levels of 255. */
function unaryCosts(level: Level, guidance: Guidance, shifts: readonly Step[]): Float32Array {
  const { width, height, targets, hole, isSource } = level;
  const costs = new Float32Array(targets.length * shifts.length).fill(IMPOSSIBLE);
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width;
    for (const [k, { dx, dy }] of shifts.entries()) {
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      const s = i + dy * width + dx;
      if (!isSource[s]) continue;
      costs[t * shifts.length + k] =
        guidance.cost(t, s) * GUIDANCE_SHARE +
        (hole[i] ? VOTE_WEIGHT : RIM_WEIGHT) * differenceOf(level, i, s);
    }
  }
  return costs;
}

/** The guidance speaks in squared levels of whole patches. */
const GUIDANCE_SHARE = 1 / (150 * SIDE * SIDE);
const RIM_WEIGHT = 2;
/** The votes are blurred but bring nothing in that does not belong there. */
const VOTE_WEIGHT = 0.35;
const TEXTURE_WEIGHT = 6;

function differenceOf({ colour, texture }: Level, a: number, b: number): number {
  const r = colour[a * 3] - colour[b * 3];
  const g = colour[a * 3 + 1] - colour[b * 3 + 1];
  const l = colour[a * 3 + 2] - colour[b * 3 + 2];
  const t = (texture[a] - texture[b]) * TEXTURE_WEIGHT;
  return Math.sqrt(r * r + g * g + l * l + t * t);
}

/** Pairs of targets that are neighbours, and the graph that joins them; its capacities are set for each move. */
interface Links {
  readonly p: Int32Array;
  readonly q: Int32Array;
  readonly graph: CutGraph;
}

function linksOf({ width, height, targets, targetOf }: Level): Links {
  const p: number[] = [];
  const q: number[] = [];
  for (let t = 0; t < targets.length; t++) {
    const i = targets[t];
    const right = i % width < width - 1 ? targetOf[i + 1] : -1;
    const below = i < width * (height - 1) ? targetOf[i + width] : -1;
    for (const other of [right, below])
      if (other >= 0) {
        p.push(t);
        q.push(other);
      }
  }
  const first = new Int32Array(targets.length).fill(-1);
  const next = new Int32Array(2 * p.length);
  const to = new Int32Array(2 * p.length);
  for (let e = 0; e < p.length; e++) {
    to[2 * e] = q[e];
    next[2 * e] = first[p[e]];
    first[p[e]] = 2 * e;
    to[2 * e + 1] = p[e];
    next[2 * e + 1] = first[q[e]];
    first[q[e]] = 2 * e + 1;
  }
  return {
    p: Int32Array.from(p),
    q: Int32Array.from(q),
    graph: {
      towards: new Float32Array(targets.length),
      first,
      to,
      next,
      capacity: new Float32Array(to.length),
    },
  };
}

/**
 * How much the sources differ that target `t` has under shifts a and b, in levels. A seam between neighbours of which one
 * takes a and the other b is as visible as these differ at both.
 */
type Apart = (t: number, a: number, b: number) => number;

function apartOf(level: Level, shifts: readonly Step[]): Apart {
  const { width, height, targets } = level;
  const place = (t: number, { dx, dy }: Step): number => {
    const i = targets[t];
    const y = (i / width) | 0;
    const x = i - y * width + dx;
    const sy = y + dy;
    return x < 0 || sy < 0 || x >= width || sy >= height ? -1 : sy * width + x;
  };
  return (t, a, b) => {
    if (a === b) return 0;
    const from = place(t, shifts[a]);
    const other = place(t, shifts[b]);
    return from < 0 || other < 0 ? IMPOSSIBLE : differenceOf(level, from, other);
  };
}

/** Even a seam that nobody sees. */
const SEAM_COST = 2;

/** Which shift each target has, and what the seams between neighbours cost with these. */
interface Labelling {
  readonly labels: Uint8Array;
  /** Of each target and shift, target × count + shift. */
  readonly costs: Float32Array;
  readonly count: number;
  /** Of each link. */
  readonly seams: Float32Array;
}

/** Gives shift `k` to all targets for which the whole gets cheaper by that. @returns how many took it */
function expand(k: number, { labels, costs, count, seams }: Labelling, links: Links, apart: Apart): number {
  const { p, q, graph } = links;
  const { towards, capacity } = graph;
  const own = new Float32Array(labels.length);
  for (let t = 0; t < labels.length; t++) {
    towards[t] = costs[t * count + k] - costs[t * count + labels[t]];
    own[t] = apart(t, labels[t], k);
  }
  for (let e = 0; e < p.length; e++) {
    const a = labels[p[e]];
    const b = labels[q[e]];
    const onlyQ = a === k ? 0 : SEAM_COST + own[p[e]] + (a === b ? own[q[e]] : apart(q[e], a, k));
    const onlyP = b === k ? 0 : SEAM_COST + own[q[e]] + (a === b ? own[p[e]] : apart(p[e], b, k));
    towards[p[e]] += onlyP - seams[e];
    towards[q[e]] -= onlyP;
    capacity[2 * e] = Math.max(0, onlyQ + onlyP - seams[e]);
    capacity[2 * e + 1] = 0;
  }
  const isTaken = minimumCut(graph);
  let changed = 0;
  for (let t = 0; t < labels.length; t++)
    if (isTaken[t] && labels[t] !== k) {
      labels[t] = k;
      changed++;
    }
  if (changed > 0) for (let e = 0; e < p.length; e++) seams[e] = seamOf(labels, p[e], q[e], apart);
  return changed;
}

function seamOf(labels: Uint8Array, p: number, q: number, apart: Apart): number {
  const a = labels[p];
  const b = labels[q];
  return a === b ? 0 : SEAM_COST + apart(p, a, b) + apart(q, a, b);
}
