import { sobel } from "#engine/filters/gradient.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { type Plane } from "#engine/plane.ts";
import { type Camera, cameraAt, project, rayThrough } from "#engine/geometry/camera.ts";
import { type RoomBox } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

export interface FittedBox {
  readonly box: RoomBox;
  /** Share of what lies below the horizon on whose side of the floor's border box and looks agree, 0–1. */
  readonly agreement: number;
  /** Mean strength of the edges along the floor's borders, 0–1. */
  readonly edge: number;
  /** How clearly the foot of each wall is seen as an edge, 0–1. */
  readonly feet: { readonly left: number; readonly right: number; readonly back: number };
  /** Share of the upright edges below the horizon that stand on the box's floor, 0–1: there should be none. */
  readonly standing: number;
  /** Whether an edge was seen where the box says the ceiling is. */
  readonly ceilingSeen: boolean;
}

/**
 * The box whose floor looks like floor inside and not outside, with edges along its borders; then the ceiling by its
 * edges. All of a grid is tried, the best is refined.
 * @param luma      about 512 pixels wide
 * @param likeness  floorLikeness, any size
 * @param upright   places in the picture, 0–1 of width and height, that lie on upright edges
 */
export function fitBox(
  camera: Camera,
  luma: Plane,
  likeness: Plane,
  upright: readonly { readonly x: number; readonly y: number }[],
): FittedBox {
  const view = cameraAt(camera, luma.width, luma.height);
  const edges = edgeField(luma);
  const along = (from: Vec3, to: Vec3): number => edgeAlong(view, edges, from, to);
  const marks = floorMarks(cameraAt(camera, likeness.width, likeness.height), likeness, upright);
  let best = bestOfGrid(along, marks);
  for (let step = 0.06; step > 0.004; step *= 0.6)
    for (let round = 0; round < 3; round++)
      for (const key of ["left", "right", "back"] as const)
        for (const sign of [-1, 1]) {
          const next = { ...best, [key]: best[key] * (1 + sign * step) };
          const score =
            floorAgreement(marks, next.left, next.right, next.back) * 3 +
            sideEdge(along, next.left, next.back) * SIDE_EDGE +
            sideEdge(along, next.right, next.back) * SIDE_EDGE +
            farEdge(along, next) * FAR_EDGE;
          if (score > best.score) best = { ...next, score };
        }
  const { left, right, back } = best;
  const ceiling = findCeiling(along, left, right, back, camera.heightM);
  return {
    box: { left, right, back, ceiling: ceiling.height },
    agreement: floorAgreement(marks, left, right, back),
    edge: (farEdge(along, best) + Math.max(sideEdge(along, left, back), sideEdge(along, right, back))) / 2,
    feet: {
      left: along([left, 0, NEAR_M], [left, 0, back]),
      right: along([right, 0, NEAR_M], [right, 0, back]),
      back: farEdge(along, best),
    },
    standing: standingShare(marks, left, right, back),
    ceilingSeen: ceiling.seen,
  };
}

/** What an edge of full strength along each border counts beside floor that looks like floor, which is 3. */
const SIDE_EDGE = 0.55;
const FAR_EDGE = 0.8;

interface ScoredBox extends Pick<RoomBox, "left" | "right" | "back"> {
  readonly score: number;
}

/** The best of 30 depths and 22 places of each side. */
function bestOfGrid(along: Along, marks: Marks): ScoredBox {
  const backs = ladder(1.6, 14, 30);
  const sides = ladder(0.4, 8, 22);
  const agreement = agreementGrid(marks, sides, backs);
  let best: ScoredBox = { left: -2, right: 2, back: 4, score: -Infinity };
  let at = 0;
  for (const back of backs) {
    const leftEdges = sides.map((side) => sideEdge(along, -side, back));
    const rightEdges = sides.map((side) => sideEdge(along, side, back));
    for (const [l, leftEdge] of leftEdges.entries())
      for (const [r, rightEdge] of rightEdges.entries()) {
        const known = agreement[at++] * 3 + leftEdge * SIDE_EDGE + rightEdge * SIDE_EDGE;
        // No edge is stronger than 1: most boxes are out before theirs is looked at.
        if (known + FAR_EDGE <= best.score) continue;
        const box = { left: -sides[l], right: sides[r], back };
        const score = known + farEdge(along, box) * FAR_EDGE;
        if (score > best.score) best = { ...box, score };
      }
  }
  return best;
}

const ladder = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));

interface EdgeField {
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  readonly width: number;
  readonly height: number;
}

function edgeField(luma: Plane): EdgeField {
  const { dx, dy } = sobel(gaussian(luma, 1.2));
  return { dx, dy, width: luma.width, height: luma.height };
}

/** Mean strength, 0–1, of edges that run along the segment of the room; 0 for what is hardly in the picture. */
function edgeAlong(view: Camera, { dx, dy, width, height }: EdgeField, from: Vec3, to: Vec3): number {
  const steps = 40;
  let sum = 0;
  let count = 0;
  let next = project(view, between(from, to, 0));
  for (let n = 0; n < steps; n++) {
    const a = next;
    const b = project(view, between(from, to, (n + 1) / steps));
    next = b;
    if (a === undefined || b === undefined) continue;
    if (a.x < 3 || a.y < 3 || a.x >= width - 3 || a.y >= height - 3) continue;
    const n2 = Math.hypot(b.x - a.x, b.y - a.y);
    if (n2 === 0) continue;
    const nx = -(b.y - a.y) / n2;
    const ny = (b.x - a.x) / n2;
    let most = 0;
    for (let o = -2; o <= 2; o++) {
      const i = Math.round(a.y + ny * o) * width + Math.round(a.x + nx * o);
      most = Math.max(most, Math.abs(dx[i] * nx + dy[i] * ny) * (1 - Math.abs(o) * 0.12));
    }
    sum += Math.min(1, Math.sqrt(most / 0.06));
    count++;
  }
  return count < 5 ? 0 : (sum / count) * Math.min(1, count / 14);
}

const between = (a: Vec3, b: Vec3, t: number): Vec3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Places on the floor plane with how much more than not they look like floor. */
interface Marks {
  readonly x: Float32Array;
  readonly z: Float32Array;
  readonly vote: Float32Array;
  readonly total: number;
  /** From here on the marks are of upright edges. */
  readonly firstUpright: number;
}

/** An upright edge on the floor speaks against floor as much as this many patches that look unlike it. */
const UPRIGHT_VOTE = -1.6;

function standingShare({ x, z, firstUpright }: Marks, left: number, right: number, back: number): number {
  let inside = 0;
  for (let i = firstUpright; i < x.length; i++)
    // What stands within a foot of the wall may be the wall's own trim.
    if (x[i] > left + 0.15 && x[i] < right - 0.15 && z[i] < back - 0.3) inside++;
  return inside / Math.max(30, x.length - firstUpright);
}

function floorMarks(
  view: Camera,
  likeness: Plane,
  upright: readonly { readonly x: number; readonly y: number }[],
): Marks {
  const x: number[] = [];
  const z: number[] = [];
  const vote: number[] = [];
  for (let row = 0; row < 44; row++)
    for (let column = 0; column < 60; column++) {
      const px = ((column + 0.5) / 60) * likeness.width;
      const py = ((row + 0.5) / 44) * likeness.height;
      const ray = rayThrough(view, px, py);
      if (ray[1] > -0.02) continue;
      const t = -view.heightM / ray[1];
      x.push(ray[0] * t);
      z.push(ray[2] * t);
      vote.push(likeness.data[(py | 0) * likeness.width + (px | 0)] - 0.5);
    }
  const total = vote.reduce((sum, v) => sum + Math.abs(v), 0) || 1;
  const firstUpright = x.length;
  for (const spot of upright) {
    const ray = rayThrough(view, spot.x * likeness.width, spot.y * likeness.height);
    if (ray[1] > -0.02) continue;
    const t = -view.heightM / ray[1];
    x.push(ray[0] * t);
    z.push(ray[2] * t);
    vote.push(UPRIGHT_VOTE);
  }
  return {
    x: Float32Array.from(x),
    z: Float32Array.from(z),
    vote: Float32Array.from(vote),
    total,
    firstUpright,
  };
}

function floorAgreement(
  { x, z, vote, total, firstUpright }: Marks,
  left: number,
  right: number,
  back: number,
): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const inside = x[i] > left && x[i] < right && z[i] < back;
    // Upright edges outside are as they should be and earn nothing.
    sum += inside ? vote[i] : i < firstUpright ? -vote[i] : 0;
  }
  return (sum / total + 1) / 2;
}

/**
 * {@link floorAgreement} of each box of a grid, right sides in a row, then left ones, then depths: each mark is counted for
 * the smallest box it is in, and larger boxes add up what smaller ones hold. Exact: votes are multiples of 2⁻²⁶.
 */
function agreementGrid(
  { x, z, vote, total, firstUpright }: Marks,
  sides: readonly number[],
  backs: readonly number[],
): Float64Array {
  const n = sides.length;
  const sums = new Float64Array(backs.length * n * n);
  let outside = 0;
  for (let i = 0; i < x.length; i++) {
    if (i < firstUpright) outside -= vote[i];
    const back = backs.findIndex((depth) => z[i] < depth);
    const left = sides.findIndex((side) => x[i] > -side);
    const right = sides.findIndex((side) => x[i] < side);
    if (Math.min(back, left, right) < 0) continue;
    sums[(back * n + left) * n + right] += i < firstUpright ? 2 * vote[i] : vote[i];
  }
  for (const [stride, count] of [
    [1, n],
    [n, n],
    [n * n, backs.length],
  ] as const)
    for (let i = stride; i < sums.length; i++)
      if (Math.floor(i / stride) % count !== 0) sums[i] += sums[i - stride];
  return sums.map((sum) => ((sum + outside) / total + 1) / 2);
}

type Along = (from: Vec3, to: Vec3) => number;

const NEAR_M = 0.7;

/** Edges along the foot of a side wall, 0–1, and half as much along its far corner up to 2.4 m. */
const sideEdge = (along: Along, x: number, back: number): number =>
  along([x, 0, NEAR_M], [x, 0, back]) + 0.5 * along([x, 0, back], [x, 2.4, back]);

/** Edges along the foot of the far wall, 0–1. */
const farEdge = (along: Along, { left, right, back }: Pick<RoomBox, "left" | "right" | "back">): number =>
  along([left, 0, back], [right, 0, back]);

function findCeiling(
  along: Along,
  left: number,
  right: number,
  back: number,
  cameraM: number,
): { height: number; seen: boolean } {
  let best = { height: 2.6, strength: 0 };
  for (let height = cameraM + 0.6; height < cameraM + 2.6; height += 0.03) {
    const strength =
      along([left, height, back], [right, height, back]) +
      0.7 * along([left, height, NEAR_M], [left, height, back]) +
      0.7 * along([right, height, NEAR_M], [right, height, back]);
    // The usual height wins ties.
    const likely = strength - 0.12 * Math.abs(height - 2.6);
    if (likely > best.strength) best = { height, strength: likely };
  }
  return { height: best.height, seen: best.strength > 0.5 };
}
