import { type Camera, cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { lineSegments, type Segment } from "#engine/geometry/line-segments.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";
import { towards } from "#engine/renovation/seams.ts";
import { type Place, type TopEdge, TOP_M } from "#engine/staging/top-edges.ts";

/**
 * Front edges of level faces at about the height of a worktop, where no cabinets are seen under them: a line along one of
 * the room's level directions that another line along the other one meets at its end and leads away from. Uprights
 * have no such corner, for their sides run upwards.
 * @param camera its directions are known, its height about
 */
export function edgesByCorners(photo: Raster, camera: Camera): readonly TopEdge[] {
  const { width, height } = sizeWithin(photo.width, photo.height, 600_000);
  const view = cameraAt(camera, width, height);
  const luma = lumaPlane(resizeRaster(photo, width, height));
  const lines = lineSegments(luma, SHORTEST * Math.max(width, height)).flatMap((one) => lineOnTop(view, one));
  return lines.flatMap((front) => {
    const lengthM = apart(front.from, front.to);
    const into = intoTop(front);
    const hasCorner = lines.some((side) => side.axis !== front.axis && leadsAway(front, side, into));
    return lengthM >= LEAST_M && lengthM <= MOST_M && hasCorner
      ? [{ places: placesOf(front), into, over: "anything" as const }]
      : [];
  });
}

/** Of the picture's longer side. */
const SHORTEST = 0.03;
const LEAST_M = 0.35;
const MOST_M = 2.5;
const FARTHEST_M = 3.5;
/** Sine of the angle a line may be off a direction of the room. */
const OFF = 0.06;
/** So near its end a line is met. */
const MEET_M = 0.18;
const LEAST_SIDE_M = 0.2;

/** A line as it lies on the plane of the tops. */
interface TopLine {
  readonly axis: "right" | "forward";
  readonly from: Place;
  readonly to: Place;
}

function lineOnTop(view: Camera, { x1, y1, x2, y2, length }: Segment): TopLine[] {
  const longSide = Math.max(view.width, view.height);
  const frame = { ...view, focal: view.focalPx / longSide, support: 1 };
  const off = (axis: "up" | "right" | "forward"): number => {
    const [ax, ay] = towards(frame, axis, (x1 + x2) / 2, (y1 + y2) / 2, view.width, view.height);
    return Math.abs(ax * (y2 - y1) - ay * (x2 - x1)) / length;
  };
  const axis = off("right") < off("forward") ? "right" : "forward";
  if (off(axis) > OFF || off("up") < 2.5 * OFF) return [];
  const [from, to] = [placeOnTop(view, x1, y1), placeOnTop(view, x2, y2)];
  return from === undefined || to === undefined ? [] : [{ axis, from, to }];
}

function placeOnTop(view: Camera, x: number, y: number): Place | undefined {
  const [rx, ry, rz] = rayThrough(view, x, y);
  const t = (TOP_M - view.heightM) / ry;
  return ry < -0.05 && rz * t > 0.3 && Math.hypot(rx, rz) * t < FARTHEST_M
    ? { x: rx * t, z: rz * t }
    : undefined;
}

const intoTop = ({ axis, from, to }: TopLine): Place =>
  axis === "right" ? { x: 0, z: 1 } : { x: Math.sign(from.x + to.x) || 1, z: 0 };

/** Whether a side line begins at an end of the front line and runs into the top from there. */
function leadsAway(front: TopLine, side: TopLine, into: Place): boolean {
  const depth = (at: Place): number => (at.x - front.from.x) * into.x + (at.z - front.from.z) * into.z;
  const [near, far] = depth(side.from) < depth(side.to) ? [side.from, side.to] : [side.to, side.from];
  return (
    depth(far) - depth(near) > LEAST_SIDE_M &&
    Math.min(apart(near, front.from), apart(near, front.to)) < MEET_M
  );
}

function placesOf({ from, to }: TopLine): readonly Place[] {
  const steps = Math.ceil(apart(from, to) / 0.02);
  return Array.from({ length: steps + 1 }, (_, n) => ({
    x: from.x + ((to.x - from.x) * n) / steps,
    z: from.z + ((to.z - from.z) * n) / steps,
  }));
}

const apart = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.z - b.z);
