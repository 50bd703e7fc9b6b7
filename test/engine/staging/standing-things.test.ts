import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { project } from "#engine/geometry/camera.ts";
import { middleOfCell } from "#engine/geometry/clear-floor.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { withFittings } from "#engine/staging/fitted-room.ts";
import { readRoom } from "#engine/staging/stage-room.ts";
import { thingsAmong } from "#engine/staging/standing-things.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

const photo = drawRoom(drawnRoom({ width: 320, height: 240 }));
const measured = {
  ...analysePhoto(photo),
  isProperty: true,
  scene: "interior",
  furnishing: "empty",
} as const;
const size = { width: 320, height: 240 };
const seen = (over: Partial<SeenObject> = {}): SeenObject => ({
  name: "chair",
  confidence: 0.5,
  x: 32,
  y: 120,
  width: 64,
  height: 96,
  ...over,
});

describe("thingsAmong", () => {
  it("keeps a thing's place as shares of the photo, and leaves out what is hardly seen", () => {
    expect(thingsAmong([seen()], measured, size).boxes).toEqual([
      { x: 0.1, y: 0.5, width: 0.2, height: 0.4 },
    ]);
    expect(thingsAmong([seen({ confidence: 0.2 })], measured, size).boxes).toEqual([]);
  });

  it("takes a half-hearted bed as wide as a bare floor for the floor it is, and a sure one for a bed", () => {
    const wide = { name: "bed", width: 200, height: 100 } as const;
    expect(thingsAmong([seen({ ...wide, confidence: 0.35 })], measured, size).boxes).toEqual([]);
    expect(thingsAmong([seen({ ...wide, confidence: 0.6 })], measured, size).boxes).toHaveLength(1);
  });
});

describe("readRoom", () => {
  it("takes a room with a couch and no fittings for no kitchen, and one with both for an open one", () => {
    const lived = { ...measured, furnishing: "furnished" } as const;
    const couch = seen({ name: "couch" });
    const refusal = { ok: false, reason: "already-furnished" };
    expect(readRoom(photo, "kitchen", thingsAmong([couch], lived, size))).toEqual(refusal);
    const oven = seen({ name: "oven", x: 200, confidence: 0.4 });
    expect(readRoom(photo, "kitchen", thingsAmong([couch, oven], lived, size))).not.toEqual(refusal);
  });

  const furnished = { boxes: [], furnishing: "furnished", scene: "interior" } as const;
  const marked = [
    { x: 0.1, y: 0.95 },
    { x: 0.3, y: 0.65 },
    { x: 0.7, y: 0.65 },
    { x: 0.9, y: 0.95 },
  ] as const;

  it("refuses a furnished room by that name, unless somebody marked its free floor", () => {
    expect(readRoom(photo, "bedroom", furnished)).toEqual({ ok: false, reason: "already-furnished" });
    expect(readRoom(photo, "bedroom", furnished, { corners: marked })).toMatchObject({
      ok: true,
      room: { from: "corners" },
    });
  });

  it("takes a kitchen's marked floor for floor, but for what surely stands there", () => {
    const [width, height, side] = [240, 180, 24];
    const halves = { width, height, data: new Uint8Array(width * height * 3) };
    for (let n = 0; n < width * height; n++)
      halves.data.fill(n % width < width / 2 ? 200 : 60, n * 3, n * 3 + 3);
    const logits = new Float32Array(side * side * surfaceClasses.length);
    for (let cell = 0; cell < side * side; cell++) {
      const name = cell % side < side / 2 ? "walls" : "other";
      logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = 20;
    }
    // With a thing in it no room is taken for a bare one, whose floor shows without the network.
    const objects = [seen({ x: 200, y: 10, width: 20, height: 30 })];
    const surfaces = { likeness: { side, logits }, objects, widthPx: width };
    const read = readRoom(halves, "kitchen", { ...furnished, surfaces }, { corners: marked });
    if (!read.ok) throw new Error(read.reason);
    const { camera, floor } = read.room;
    const isLeft = floor.clear.map((isClear, n) => [
      isClear,
      (project(camera, middleOfCell(floor, n))?.x ?? 0) < width / 2,
    ]);
    expect(isLeft).toContainEqual([1, true]);
    expect(isLeft).not.toContainEqual([1, false]);
  });

  it("keeps the metres of a kitchen that another photo made known: its furniture stands in them", () => {
    const side = 24;
    const logits = new Float32Array(side * side * surfaceClasses.length);
    const surfaces = { likeness: { side, logits }, objects: [], widthPx: photo.width };
    const room = estimateRoom(photo);
    const camera = { ...room.camera, heightM: 1.9 };
    const unsure = { ...room, camera, confidence: 0.1, directions: 1 };
    expect(withFittings(photo, unsure, surfaces)?.camera.heightM).not.toBe(1.9);
    const known = { ...unsure, from: "another photo" } as const;
    expect(withFittings(photo, known, surfaces)?.camera.heightM).toBe(1.9);
  });

  it("refuses corners that no camera could see as a floor", () => {
    const upright = [
      { x: 0.4, y: 0.3 },
      { x: 0.4, y: 0.1 },
      { x: 0.6, y: 0.1 },
      { x: 0.6, y: 0.3 },
    ] as const;
    const read = readRoom(photo, "bedroom", furnished, { corners: upright });
    expect(read.ok || read.reason).toBe("corners-no-floor");
  });
});
