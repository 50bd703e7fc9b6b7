import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Camera, project } from "#engine/geometry/camera.ts";
import { doorFrames } from "#engine/geometry/door-frames.ts";
import { type Segment } from "#engine/geometry/line-segments.ts";
import { wallPoint } from "#engine/geometry/openings.ts";
import { type WallName } from "#engine/geometry/room.ts";
import { cameraOf, drawnRoom } from "./room-fixture.ts";

const box = { left: -2.4, right: 2.4, back: 4.6, ceiling: 2.6 };
type Mark = readonly [number, number];

/** A stroke on a wall, metres along and up, as the picture has it; none where an end is behind the lens. */
function stroke(camera: Camera, wall: WallName, a: Mark, b: Mark): Segment[] {
  const [p, q] = [a, b].map(([along, y]) => project(camera, wallPoint(box, wall, along, y)));
  if (!p || !q) return [];
  const length = Math.hypot(p.x - q.x, p.y - q.y);
  return [{ x1: p.x, y1: p.y, x2: q.x, y2: q.y, length, thickness: 1 }];
}

const outline = (camera: Camera, wall: WallName, [from, low]: Mark, [to, high]: Mark): Segment[] => [
  ...stroke(camera, wall, [from, low], [from, high]),
  ...stroke(camera, wall, [to, low], [to, high]),
  ...stroke(camera, wall, [from, high], [to, high]),
  ...stroke(camera, wall, [from, low], [to, low]),
];

const camera = fc
  .record({
    yaw: fc.double({ min: -0.25, max: 0.25, noNaN: true }),
    eyeM: fc.double({ min: 1.2, max: 1.7, noNaN: true }),
  })
  .map((over) => cameraOf(drawnRoom({ ...over, box, width: 960, height: 720 })));
const wall = fc.constantFrom<WallName>("left", "right", "back");
/** Where on a wall a thing begins so that all cameras see it. */
const start = fc.double({ min: 0, max: 0.5, noNaN: true });
const first = (where: WallName, from: number): number => (where === "back" ? from - 0.8 : 2.6 + from);

describe("doorFrames", () => {
  it("finds a door by its frame on any wall, whatever its colour", () => {
    fc.assert(
      fc.property(
        camera,
        wall,
        start,
        fc.double({ min: 0.65, max: 1.1, noNaN: true }),
        (view, where, at, width) => {
          const from = first(where, at);
          const found = doorFrames(view, box, outline(view, where, [from, 0], [from + width, 2.03]));
          expect(found).toHaveLength(1);
          expect(found[0]).toMatchObject({ kind: "other", wall: where, bottom: 0 });
          expect(Math.abs((found[0]?.from ?? 9) - from)).toBeLessThan(0.1);
          expect(Math.abs((found[0]?.to ?? 9) - from - width)).toBeLessThan(0.1);
          expect(found[0]?.top).toBeGreaterThan(1.95);
        },
      ),
    );
  });

  it("takes leaf, frame and casing for one door, and two doors for two", () => {
    const view = cameraOf(drawnRoom({ yaw: 0, box, width: 960, height: 720 }));
    const door = (from: number): Segment[] => [
      ...outline(view, "back", [from, 0], [from + 0.8, 2.0]),
      ...outline(view, "back", [from - 0.09, 0], [from + 0.89, 2.1]),
    ];
    expect(doorFrames(view, box, door(-0.4))).toHaveLength(1);
    const two = doorFrames(view, box, [...door(-1.6), ...door(0.6)]);
    expect(two.map(({ from, to }) => [from < 0, to < 0])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it("takes no window, picture, corner or low cupboard for a door", () => {
    fc.assert(
      fc.property(camera, wall, start, (view, where, at) => {
        const from = first(where, at);
        const window = outline(view, where, [from, 0.85], [from + 1, 2.1]);
        const low = outline(view, where, [from, 0], [from + 0.8, 0.9]);
        const corner = stroke(view, where, [from, 0], [from, box.ceiling]);
        const shelf = stroke(view, where, [from - 0.2, 1.9], [from + 0.9, 1.9]);
        expect(doorFrames(view, box, [...window, ...low, ...corner, ...shelf])).toEqual([]);
      }),
    );
  });
});
