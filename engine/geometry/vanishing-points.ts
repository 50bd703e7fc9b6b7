import { seededRandom } from "#engine/random.ts";
import { type Segment } from "#engine/geometry/line-segments.ts";
import { add, cross, dot, length, normalized, scale, sub, type Vec3 } from "#engine/geometry/vector.ts";

/** How the camera stands to three directions at right angles that the picture's lines run in. */
export interface ManhattanFrame {
  /** Focal length over the picture's longer side. */
  readonly focal: number;
  /** Unit directions as the camera sees them (x right, y down, z forward). `forward` is the horizontal one it looks along. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  /** Share of all edge length that runs in one of the three, 0–1. */
  readonly support: number;
}

/**
 * The Manhattan frame that explains most edge length: RANSAC over pairs of edges (an upright pair for the vertical, any
 * other pair for one horizontal direction; the other follows), with the focal length sampled, then refined by hill
 * climbing. A mild prior on focal length decides where one vanishing point leaves it open.
 * @param lens the focal length to expect where the edges leave it open
 * @returns undefined when there are too few edges
 */
export function manhattanFrame(
  segments: readonly Segment[],
  width: number,
  height: number,
  lens: Lens = anyLens,
): ManhattanFrame | undefined {
  const longSide = Math.max(width, height);
  const edges = segments.slice(0, 320).map((segment) => edgeOf(segment, width, height, longSide));
  const upright = edges.filter((edge) => Math.abs(edge.dy) > 0.9 * edge.length);
  const level = edges.filter((edge) => Math.abs(edge.dy) < 0.98 * edge.length);
  if (level.length < 6) return undefined;
  const random = seededRandom(7);
  const pick = (from: readonly Edge[]): Edge => from[(random() ** 1.5 * from.length) | 0];
  let best: Guess | undefined;
  for (let round = 0; round < 2400; round++) {
    const vertical: Vec3 =
      round % 3 === 0 || upright.length < 2 ? [0, 1, 0] : cross(pick(upright).line, pick(upright).line);
    const horizontal = cross(pick(level).line, pick(level).line);
    if (length(vertical) < 1e-9 || length(horizontal) < 1e-9) continue;
    for (let k = 0; k < 2; k++) {
      const guess = frameOf(0.42 + random() * 0.85, vertical, horizontal);
      if (guess === undefined) continue;
      const score = scoreOf(guess, edges, 0.035, lens);
      if (best === undefined || score > best.score) best = { ...guess, score };
    }
  }
  if (best === undefined) return undefined;
  const refined = climb(best, edges, lens);
  const total = edges.reduce((sum, edge) => sum + edge.length, 0);
  const explained = edges.reduce((sum, edge) => sum + (nearest(refined, edge) < 0.04 ? edge.length : 0), 0);
  return { ...named(refined), support: explained / total };
}

/**
 * The edges that stand upright in the room: along the vertical and not along anything level. They are on walls and
 * furniture, never on the floor.
 * @returns those at least `shortest` long (in longer sides)
 */
export function uprights(
  { focal, up, right, forward }: ManhattanFrame,
  segments: readonly Segment[],
  width: number,
  height: number,
  shortest: number,
): Segment[] {
  const longSide = Math.max(width, height);
  return segments.filter((segment) => {
    const edge = edgeOf(segment, width, height, longSide);
    return (
      edge.length >= shortest &&
      miss(edge, up, focal) < 0.03 &&
      Math.min(miss(edge, right, focal), miss(edge, forward, focal)) > 0.09
    );
  });
}

interface Edge {
  /** Middle, in longer sides from the picture's centre. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
  /** Homogeneous line. */
  readonly line: Vec3;
}

function edgeOf(segment: Segment, width: number, height: number, longSide: number): Edge {
  const x1 = (segment.x1 - width / 2) / longSide;
  const y1 = (segment.y1 - height / 2) / longSide;
  const x2 = (segment.x2 - width / 2) / longSide;
  const y2 = (segment.y2 - height / 2) / longSide;
  const dx = x2 - x1;
  const dy = y2 - y1;
  const n = Math.hypot(dx, dy) || 1;
  return {
    x: (x1 + x2) / 2,
    y: (y1 + y2) / 2,
    dx,
    dy,
    length: n,
    line: [-dy / n, dx / n, (x1 * y2 - x2 * y1) / n],
  };
}

/** A focal length over the longer side that is to be expected, and how far off (in its logarithm) is still likely. */
interface Lens {
  readonly focal: number;
  readonly spread: number;
}

/** Rooms are photographed at 16 to 30 mm equivalent; being at the tails costs a tenth of the score. */
const anyLens: Lens = { focal: 0.66, spread: 0.45 };
/** That of another photo of the same room, as measured there. What is far off was zoomed or cropped, and all of it costs alike. */
export const sameLens = (focal: number): Lens => ({ focal, spread: 0.08 });

interface Frame {
  readonly focal: number;
  readonly down: Vec3;
  readonly a: Vec3;
  readonly b: Vec3;
}

type Guess = Frame & { readonly score: number };

function frameOf(focal: number, vertical: Vec3, horizontal: Vec3): Frame | undefined {
  let down = normalized([vertical[0] / focal, vertical[1] / focal, vertical[2]]);
  if (down[1] < 0) down = scale(down, -1);
  // Nobody photographs a room tilted more than this.
  if (Math.abs(down[0]) > 0.12 || Math.abs(down[2]) > 0.45) return undefined;
  const side = normalized([horizontal[0] / focal, horizontal[1] / focal, horizontal[2]]);
  const lean = dot(side, down);
  if (Math.abs(lean) > 0.12) return undefined;
  const a = normalized(sub(side, scale(down, lean)));
  return { focal, down, a, b: cross(down, a) };
}

/** Sine of the angle between the edge and the line from its middle to where `direction` vanishes. */
function miss(edge: Edge, direction: Vec3, focal: number): number {
  const vx = direction[0] * focal - edge.x * direction[2];
  const vy = direction[1] * focal - edge.y * direction[2];
  const n = Math.hypot(vx, vy);
  return n < 1e-9 ? 1 : Math.abs(vx * edge.dy - vy * edge.dx) / (n * edge.length);
}

const nearest = ({ focal, down, a, b }: Frame, edge: Edge): number =>
  Math.min(miss(edge, down, focal), miss(edge, a, focal), miss(edge, b, focal));

function scoreOf(frame: Frame, edges: readonly Edge[], tolerance: number, lens: Lens): number {
  let sum = 0;
  for (const edge of edges) {
    const off = nearest(frame, edge);
    if (off < tolerance) sum += edge.length * (1 - off / tolerance);
  }
  const unlikely = Math.log(frame.focal / lens.focal) / lens.spread;
  const tilt = frame.down[2] * frame.down[2] * 0.6 + frame.down[0] * frame.down[0] * 4;
  return sum * (1 - 0.06 * Math.min(4, unlikely * unlikely) - tilt * 0.4);
}

function climb(start: Guess, edges: readonly Edge[], lens: Lens): Frame {
  let best: Guess = { ...start, score: scoreOf(start, edges, 0.03, lens) };
  for (let step = 0.04; step > 0.0006; step *= 0.6)
    for (let round = 0; round < 3; round++)
      for (const [turnX, turnY, turnZ, zoom] of MOVES)
        for (const sign of [-1, 1]) {
          const k = sign * step;
          const turn = (v: Vec3): Vec3 => normalized(add(v, cross([turnX * k, turnY * k, turnZ * k], v)));
          const down = turn(best.down);
          const a = normalized(sub(turn(best.a), scale(down, dot(turn(best.a), down))));
          const frame = { focal: best.focal * (1 + zoom * k), down, a, b: cross(down, a) };
          if (frame.focal < 0.38 || frame.focal > 1.5) continue;
          const score = scoreOf(frame, edges, 0.03, lens);
          if (score > best.score) best = { ...frame, score };
        }
  return best;
}

const MOVES = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 2],
] as const;

function named({ focal, down, a, b }: Frame): Omit<ManhattanFrame, "support"> {
  const [near, side] = Math.abs(a[2]) > Math.abs(b[2]) ? [a, b] : [b, a];
  const forward = near[2] < 0 ? scale(near, -1) : near;
  const right = side[0] < 0 ? scale(side, -1) : side;
  return { focal, right, up: scale(down, -1), forward };
}
