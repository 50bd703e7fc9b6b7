import { type Camera, project, rayThrough } from "#engine/geometry/camera.ts";
import { type RoomBox } from "#engine/geometry/room.ts";

/**
 * The box's floor as it is seen: its rectangle cut off at the lens and at the picture's border, pixels, in order
 * (Sutherland, Hodgman 1974).
 */
export function floorOutline(camera: Camera, box: RoomBox): { x: number; y: number }[] {
  const near = nearestSeen(camera);
  const corners = [
    [box.left, near],
    [box.left, box.back],
    [box.right, box.back],
    [box.right, near],
  ].map(([x, z]) => project(camera, [x, 0, z]));
  let polygon = corners.filter((corner) => corner !== undefined);
  const { width, height } = camera;
  for (const [inside, cut] of [
    [(p: Point) => p.x >= 0, (a: Point, b: Point) => at(a, b, (0 - a.x) / (b.x - a.x))],
    [(p: Point) => p.x <= width, (a: Point, b: Point) => at(a, b, (width - a.x) / (b.x - a.x))],
    [(p: Point) => p.y >= 0, (a: Point, b: Point) => at(a, b, (0 - a.y) / (b.y - a.y))],
    [(p: Point) => p.y <= height, (a: Point, b: Point) => at(a, b, (height - a.y) / (b.y - a.y))],
  ] as const)
    polygon = polygon.flatMap((point, i) => {
      const next = polygon[(i + 1) % polygon.length];
      const out = inside(point) ? [point] : [];
      return inside(point) === inside(next) ? out : [...out, cut(point, next)];
    });
  return polygon;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const at = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** Depth at which the floor leaves the picture at the bottom, metres. */
function nearestSeen(camera: Camera): number {
  const low = [0, 0.5, 1].map((u) => rayThrough(camera, u * camera.width, camera.height));
  return Math.max(
    0.12,
    Math.min(...low.map((ray) => (ray[1] < -1e-3 ? (-camera.heightM / ray[1]) * ray[2] : 0.12))) * 0.9,
  );
}
