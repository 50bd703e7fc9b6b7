import { type Camera, rayThrough } from "#engine/geometry/camera.ts";
import { type Segment } from "#engine/geometry/line-segments.ts";
import { faceAt, type Opening, type RoomBox, type WallName } from "#engine/geometry/room.ts";

/** A stretch of a straight edge, metres. */
interface Stretch {
  readonly low: number;
  readonly high: number;
}
/** Upright on a wall: where along it, and from which height to which. */
interface PlumbEdge extends Stretch {
  readonly along: number;
}
/** Level on a wall: how high, and from where along it to where. */
interface LevelEdge extends Stretch {
  readonly up: number;
}
type Post = Pick<PlumbEdge, "along" | "high">;

/**
 * Doors, passages and cupboards by their frames: two plumb edges that rise from the floor to about a door's height, and
 * a level one that joins them above. Colour does not matter: a white door in a white wall has a frame too.
 * @param segments straight edges of a picture of the camera's size
 */
export function doorFrames(camera: Camera, box: RoomBox, segments: readonly Segment[]): Opening[] {
  return (["left", "right", "back"] as const).flatMap((wall) => framesOn(wall, camera, box, segments));
}

function framesOn(wall: WallName, camera: Camera, box: RoomBox, segments: readonly Segment[]): Opening[] {
  const plumb: PlumbEdge[] = [];
  const level: LevelEdge[] = [];
  for (const { x1, y1, x2, y2 } of segments) {
    if (faceAt(camera, box, (x1 + x2) / 2, (y1 + y2) / 2).face !== wall) continue;
    const [a, b] = [onWall(wall, camera, box, x1, y1), onWall(wall, camera, box, x2, y2)];
    if (a === undefined || b === undefined) continue;
    const [across, up] = [Math.abs(a.along - b.along), Math.abs(a.y - b.y)];
    if (up > 0.25 && across < 0.06 * up + 0.02)
      plumb.push({ along: (a.along + b.along) / 2, low: Math.min(a.y, b.y), high: Math.max(a.y, b.y) });
    else if (across > 0.2 && up < 0.08 * across + 0.02)
      level.push({
        up: (a.y + b.y) / 2,
        low: Math.min(a.along, b.along),
        high: Math.max(a.along, b.along),
      });
  }
  const posts = postsAmong(plumb, box.ceiling);
  const found: Opening[] = [];
  const join = (from: number, to: number, highs: readonly number[]): void => {
    const top = lintelOver(level, from, to, highs);
    if (top !== undefined)
      found.push({ kind: "other", wall, from: from - FRAME_M, to: to + FRAME_M, bottom: 0, top });
  };
  for (const [n, { along, high }] of posts.entries()) {
    for (const second of posts.slice(n + 1)) {
      const apart = second.along - along;
      if (apart > NARROWEST_M && apart < WIDEST_M) join(along, second.along, [high, second.high]);
    }
    // The post beside a corner is often one edge with it.
    for (const corner of cornersOf(wall, box)) {
      const apart = Math.abs(corner - along);
      if (apart > NARROWEST_M && apart < SINGLE_M)
        join(Math.min(along, corner), Math.max(along, corner), [high]);
    }
  }
  return joined(found);
}

const cornersOf = (wall: WallName, { left, right, back }: RoomBox): readonly number[] =>
  wall === "back" ? [left, right] : [back];

/** Leaf, frame and casing are one door: what overlaps along a wall becomes one. */
function joined(frames: readonly Opening[]): Opening[] {
  const out: Opening[] = [];
  for (const frame of frames.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last === undefined || frame.from > last.to - 2 * FRAME_M - SAME_PLACE_M) out.push(frame);
    else
      out[out.length - 1] = { ...last, to: Math.max(last.to, frame.to), top: Math.max(last.top, frame.top) };
  }
  return out;
}

/** Edges that together rise from the foot of the wall to a door's height and no farther; those at one place are one. */
function postsAmong(plumb: readonly PlumbEdge[], ceiling: number): Post[] {
  const posts: Post[] = [];
  for (const edge of plumb.toSorted((a, b) => a.along - b.along)) {
    const near = plumb.filter(({ along }) => Math.abs(along - edge.along) < SAME_PLACE_M);
    const low = Math.min(...near.map((one) => one.low));
    const high = Math.max(...near.map((one) => one.high));
    const drawn = coverage(near, FOOT_M, Math.min(high, LOWEST_TOP_M));
    const isPost = low < FOOT_M && high > LOWEST_TOP_M && high < ceiling - 0.08 && drawn > DRAWN;
    const last = posts.at(-1);
    if (isPost && (last === undefined || edge.along - last.along > SAME_PLACE_M))
      posts.push({ along: edge.along, high });
  }
  return posts;
}

/** Height of a level edge that joins two posts over half the way, near their upper ends. */
function lintelOver(
  level: readonly LevelEdge[],
  from: number,
  to: number,
  highs: readonly number[],
): number | undefined {
  const least = Math.max(LOWEST_TOP_M, Math.min(...highs) - 0.3);
  const most = Math.max(...highs) + 0.2;
  const near = level.filter(({ up }) => up > least && up < most);
  for (const { up } of near) {
    const same = near.filter((one) => Math.abs(one.up - up) < SAME_PLACE_M);
    if (coverage(same, from, to) > 0.5) return up + FRAME_M;
  }
  return undefined;
}

/** Share of a stretch that edges cover. */
function coverage(edges: readonly Stretch[], from: number, to: number): number {
  let covered = 0;
  let reached = from;
  for (const { low, high } of edges.toSorted((a, b) => a.low - b.low)) {
    const start = Math.max(low, reached);
    const end = Math.min(high, to);
    if (end > start) {
      covered += end - start;
      reached = end;
    }
  }
  return covered / Math.max(1e-6, to - from);
}

function onWall(
  wall: WallName,
  camera: Camera,
  box: RoomBox,
  x: number,
  y: number,
): { readonly along: number; readonly y: number } | undefined {
  const [rx, ry, rz] = rayThrough(camera, x, y);
  const t = wall === "back" ? box.back / rz : (wall === "left" ? box.left : box.right) / rx;
  if (!(t > 0) || t > 40) return undefined;
  return { along: (wall === "back" ? rx : rz) * t, y: camera.heightM + ry * t };
}

/** The room's metres may be a sixth off. */
const LOWEST_TOP_M = 1.55;
const FOOT_M = 0.45;
/** A single leaf, and a sliding door or a cupboard of several. */
const NARROWEST_M = 0.45;
const SINGLE_M = 1.2;
const WIDEST_M = 2.4;
const SAME_PLACE_M = 0.06;
const FRAME_M = 0.05;
/** So much of a post is to be seen as an edge. */
const DRAWN = 0.6;
