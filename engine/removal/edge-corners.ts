import { isSeen, type Ray, type Sides } from "#engine/removal/beside-line.ts";

/** An edge that runs into a hole, and what lies beside it there. */
interface Edge extends Ray {
  readonly sides: Sides;
}

/** Where two edges, told by their places in a list, would cross in the hole: `s` pixels along `a`, `t` along `b`. */
export interface Meeting {
  readonly a: number;
  readonly b: number;
  readonly s: number;
  readonly t: number;
  /** See {@link areOneCorner}. */
  readonly isCorner: boolean;
}

/**
 * Where edges would cross before they come out of the hole, the nearest first.
 * @param exits how far along each edge it comes out, pixels
 */
export function meetingsOf(edges: readonly Edge[], exits: readonly number[]): Meeting[] {
  const meetings: Meeting[] = [];
  for (const [a, p] of edges.entries())
    for (let b = a + 1; b < edges.length; b++) {
      const meeting = crossing(p, edges[b]);
      if (meeting === undefined) continue;
      const [s, t] = meeting;
      if (s > LEAST_PX && t > LEAST_PX && s < exits[a] && t < exits[b])
        meetings.push({ a, b, s, t, isCorner: areOneCorner(p, edges[b]) });
    }
  return meetings.toSorted((p, q) => p.s + p.t - q.s - q.t);
}

/** Edges that cross right where they run into the hole tell nothing of what is behind it. */
const LEAST_PX = 2;

/**
 * Whether one surface lies inside of the corner that two edges would make, and not outside of it too: then they are the
 * outline of one thing. Of others that cross (a panel's edge and the side of its cabinet) one ends at the other.
 */
function areOneCorner(p: Edge, q: Edge): boolean {
  const [from, to] = p.dx * q.dy > p.dy * q.dx ? [p.sides, q.sides] : [q.sides, p.sides];
  return from.left.some(
    (surface) =>
      isSeen(surface) &&
      to.right.includes(surface) &&
      !from.right.includes(surface) &&
      !to.left.includes(surface),
  );
}

/**
 * Lets edges end where they meet, each at one other: first the corners of one thing, then what else meets.
 * @param meetings the nearest first
 * @param stops how far along each edge it ends, pixels; changed
 * @param passes whether what meets an edge ends at it, while it goes on
 * @returns the edges that end so
 */
export function turnAtCorners(
  meetings: readonly Meeting[],
  exits: readonly number[],
  stops: number[],
  passes: readonly boolean[],
): ReadonlySet<number> {
  const cornered = new Set<number>();
  for (const { a, b, s, t } of [...meetings.filter(({ isCorner }) => isCorner), ...meetings]) {
    if (cornered.has(a) || cornered.has(b) || s > exits[a] || t > exits[b]) continue;
    for (const [edge, stop] of [
      [a, s],
      [b, t],
    ] as const) {
      if (passes[edge]) continue;
      cornered.add(edge);
      stops[edge] = stop;
    }
  }
  return cornered;
}

/** How far along each of two rays they cross; undefined when they are nearly parallel. */
export function crossing(p: Ray, q: Ray): readonly [number, number] | undefined {
  const cross = p.dx * q.dy - p.dy * q.dx;
  if (Math.abs(cross) < 0.15) return undefined;
  const bx = q.x - p.x;
  const by = q.y - p.y;
  return [(bx * q.dy - by * q.dx) / cross, (bx * p.dy - by * p.dx) / cross];
}
