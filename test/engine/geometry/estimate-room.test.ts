import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floorPoint, project, rayThrough } from "#engine/geometry/camera.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { roomFromFloorCorners } from "#engine/geometry/floor-corners.ts";
import { faceAt, type Room } from "#engine/geometry/room.ts";
import { dot } from "#engine/geometry/vector.ts";
import { blankRaster } from "#engine/raster.ts";
import { cameraOf, type DrawnRoom, drawnRoom, drawRoom, WINDOW } from "./room-fixture.ts";

const anyRoom = fc
  .record({
    yaw: fc.double({ min: 0.18, max: 0.6, noNaN: true }),
    turn: fc.boolean(),
    pitch: fc.double({ min: 0.02, max: 0.2, noNaN: true }),
    focal: fc.double({ min: 0.55, max: 0.85, noNaN: true }),
    back: fc.double({ min: 3.6, max: 5.2, noNaN: true }),
    portrait: fc.boolean(),
  })
  .map(({ yaw, turn, pitch, focal, back, portrait }) =>
    drawnRoom({
      yaw: turn ? -yaw : yaw,
      pitch: portrait ? pitch + 0.1 : pitch,
      focal,
      width: portrait ? 360 : 480,
      height: portrait ? 480 : 360,
      box: { left: -2.2, right: 2.1, back, ceiling: 2.6 },
    }),
  );

const SMALLER = 2 / 3;

/** How well the true floor and the one found cover each other in the picture (intersection over union). */
function sharedFloor(drawn: DrawnRoom, room: Room): number {
  const truth = cameraOf(drawn);
  let both = 0;
  let either = 0;
  for (let y = 2; y < drawn.height; y += 5)
    for (let x = 2; x < drawn.width; x += 5) {
      const real = faceAt(truth, drawn.box, x, y).face === "floor";
      const found = faceAt(room.camera, room.box, x, y).face === "floor";
      if (real && found) both++;
      if (real || found) either++;
    }
  return both / either;
}

describe("camera", () => {
  it("sees a point of the floor where the ray through that place meets the floor again", () => {
    fc.assert(
      fc.property(
        anyRoom,
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        fc.double({ min: 2, max: 4, noNaN: true }),
        (room, x, z) => {
          const camera = cameraOf(room);
          const seen = project(camera, [x, 0, z]);
          expect(seen).toBeDefined();
          if (seen === undefined) return;
          const back = floorPoint(camera, seen.x, seen.y);
          expect(back?.x).toBeCloseTo(x, 6);
          expect(back?.z).toBeCloseTo(z, 6);
        },
      ),
    );
  });

  it("sees nothing of the floor above the horizon", () => {
    const camera = cameraOf(drawnRoom({ pitch: 0, yaw: 0 }));
    expect(floorPoint(camera, 240, 100)).toBeUndefined();
    expect(rayThrough(camera, 240, 180)[2]).toBeCloseTo(1);
  });
});

describe("estimateRoom", () => {
  it("finds the camera of rooms it has never seen: upright within 2°, walls within 3°", () => {
    fc.assert(
      fc.property(anyRoom, (drawn) => {
        const truth = cameraOf(drawn);
        const { camera } = estimateRoom(drawRoom(drawn));
        expect(dot(camera.up, truth.up)).toBeGreaterThan(Math.cos((2 * Math.PI) / 180));
        // Which of the two level directions is called forward depends on the view.
        const level = Math.max(
          Math.abs(dot(camera.forward, truth.forward)),
          Math.abs(dot(camera.forward, truth.right)),
        );
        expect(level).toBeGreaterThan(Math.cos((3 * Math.PI) / 180));
      }),
      { numRuns: 6, seed: 5, endOnFailure: true },
    );
  });

  it("is sure of most rooms, and of none whose floor it got wrong", () => {
    let sure = 0;
    // Small pictures are enough to be sure of a room, and quick.
    const rooms = fc.sample(anyRoom, { numRuns: 5, seed: 11 });
    for (const large of rooms) {
      const drawn = { ...large, width: large.width * SMALLER, height: large.height * SMALLER };
      const room = estimateRoom(drawRoom(drawn));
      if (room.confidence < 0.35) continue;
      sure++;
      expect(sharedFloor(drawn, room)).toBeGreaterThan(0.85);
    }
    expect(sure).toBeGreaterThanOrEqual(4);
  });

  it("finds the far walls where they are, in the picture, to 2 % of its width", () => {
    const drawn = drawnRoom();
    const room = estimateRoom(drawRoom(drawn));
    const truth = cameraOf(drawn);
    const corner = project(truth, [drawn.box.right, 0, drawn.box.back]);
    const found = project(room.camera, [room.box.right, 0, room.box.back]);
    expect(Math.hypot((found?.x ?? 0) - (corner?.x ?? 0), (found?.y ?? 0) - (corner?.y ?? 0))).toBeLessThan(
      drawn.width * 0.02,
    );
  });

  it("takes the lens and the eye of another photo of the room, where this one hardly shows its own", () => {
    // Straight on, one pair of walls vanishes in the middle and the other nowhere: any focal length would do.
    const drawn = drawnRoom({ yaw: 0, pitch: 0.02, focal: 0.95, eyeM: 1.6 });
    const photo = drawRoom(drawn);
    const same = { focal: drawn.focal, heightM: drawn.eyeM };
    const off = ({ camera }: Room) => Math.abs(Math.log(camera.focalPx / (drawn.focal * drawn.width)));
    const room = estimateRoom(photo, same);
    expect(off(room)).toBeLessThan(0.05);
    expect(off(room)).toBeLessThan(off(estimateRoom(photo)) / 2);
    expect(room.camera.heightM).toBeCloseTo(drawn.eyeM, 9);
  });

  it("does not believe in the lens of a photo taken with quite another one", () => {
    const drawn = drawnRoom();
    const room = estimateRoom(drawRoom(drawn), { focal: 1.3, heightM: drawn.eyeM });
    expect(Math.abs(Math.log(room.camera.focalPx / (drawn.focal * drawn.width)))).toBeLessThan(0.15);
  });

  it("keeps a window on the left wall as an opening", () => {
    const drawn = drawnRoom({ yaw: -0.3 });
    const room = estimateRoom(drawRoom(drawn));
    const scale = room.camera.heightM / drawn.eyeM;
    const window = room.openings.find(({ kind }) => kind === "window");
    expect(window?.wall).toBe("left");
    const middle = ((window?.from ?? 0) + (window?.to ?? 0)) / 2 / scale;
    expect(middle).toBeGreaterThan(WINDOW.from);
    expect(middle).toBeLessThan(WINDOW.to);
  });

  it("says so when there is no room: a plain grey picture has no confidence", () => {
    const grey = blankRaster(160, 120);
    grey.data.fill(128);
    expect(estimateRoom(grey).confidence).toBe(0);
  });

  it("is a plain value that survives being stored", () => {
    const room = estimateRoom(drawRoom(drawnRoom()));
    expect(JSON.parse(JSON.stringify(room))).toEqual(room);
  });

  it("gives the same room for the same photo", () => {
    const photo = drawRoom(drawnRoom());
    expect(estimateRoom(photo)).toEqual(estimateRoom(photo));
  });
});

describe("roomFromFloorCorners", () => {
  it("takes four corners back to the rectangle they came from", () => {
    fc.assert(
      fc.property(anyRoom, (drawn) => {
        const truth = cameraOf(drawn);
        const corners = [
          [-1, 2.6],
          [-1, 4],
          [1, 4],
          [1, 2.6],
        ].map(([x = 0, z = 0]) => project(truth, [x, 0, z]));
        const [a, b, c, d] = corners.map((p) => ({
          x: (p?.x ?? 0) / drawn.width,
          y: (p?.y ?? 0) / drawn.height,
        }));
        if (a === undefined || b === undefined || c === undefined || d === undefined) return;
        const room = roomFromFloorCorners(blankRaster(drawn.width, drawn.height), [a, b, c, d]);
        expect(room).toBeDefined();
        if (room === undefined) return;
        const [p, q, r] = [a, b, c].map(({ x, y }) =>
          floorPoint(room.camera, x * drawn.width, y * drawn.height),
        );
        const deep = Math.hypot((q?.x ?? 0) - (p?.x ?? 0), (q?.z ?? 0) - (p?.z ?? 0));
        const wide = Math.hypot((r?.x ?? 0) - (q?.x ?? 0), (r?.z ?? 0) - (q?.z ?? 0));
        expect(deep / wide).toBeGreaterThan(0.7 * 0.97);
        expect(deep / wide).toBeLessThan(0.7 * 1.03);
        expect(dot(room.camera.up, truth.up)).toBeGreaterThan(0.9995);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  /** Where a rectangle of floor, turned and with its corners missed by a share of the picture, is marked. */
  const marksOf = (drawn: ReturnType<typeof drawnRoom>, turn: number, missedBy: number) => {
    const marks = [
      [-1, -0.7, 1],
      [-1, 0.7, -1],
      [1, 0.7, 1],
      [1, -0.7, -1],
    ].map(([x = 0, z = 0, sign = 1]) => {
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      const at = project(cameraOf(drawn), [c * x + s * z, 0, 3.6 - s * x + c * z]);
      return { x: (at?.x ?? 0) / drawn.width + sign * missedBy, y: (at?.y ?? 0) / drawn.height };
    });
    const [a, b, c, d] = marks;
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error("four marks");
    return [a, b, c, d] as const;
  };

  it("keeps its measures under marks that miss, where the photo shows the camera's directions", () => {
    const drawn = drawnRoom();
    const [photo, marks] = [blankRaster(drawn.width, drawn.height), marksOf(drawn, 0, 0.03)];
    const seen = { camera: cameraOf(drawn), directions: 1 };
    const room = roomFromFloorCorners(photo, marks, seen);
    expect(room?.camera.focalPx).toBe(seen.camera.focalPx);
    // 2 × 1.4 m at the height the drawing was seen from.
    const scale = (seen.camera.heightM / (room?.camera.heightM ?? 0)) ** 2;
    expect((room?.clearM2 ?? 0) * scale).toBeGreaterThan(2.3);
    expect((room?.clearM2 ?? 0) * scale).toBeLessThan(3.3);
    const unsure = roomFromFloorCorners(photo, marks, { ...seen, directions: 0.4 });
    expect(unsure).toEqual(roomFromFloorCorners(photo, marks));
    expect(unsure?.camera.focalPx).not.toBe(seen.camera.focalPx);
  });

  it("takes the turn of the walls from the marks where they are turned from what the photo shows", () => {
    const drawn = drawnRoom({ yaw: 0 });
    const photo = blankRaster(drawn.width, drawn.height);
    const seen = { camera: cameraOf(drawn), directions: 1 };
    const roomOf = (turn: number) => roomFromFloorCorners(photo, marksOf(drawn, turn, 0), seen);
    expect(roomOf(0.7)?.camera.focalPx).not.toBe(seen.camera.focalPx);
    expect(roomOf(0.2)?.camera.focalPx).toBe(seen.camera.focalPx);
    // Beside a floor that is marked askew nobody said that it is floor.
    expect(roomOf(0.2)?.floor.clear).toContain(0);
  });

  it("refuses corners that bound no floor", () => {
    const sky = { x: 0.5, y: 0.1 };
    expect(roomFromFloorCorners(blankRaster(100, 80), [sky, sky, sky, sky])).toBeUndefined();
  });
});
