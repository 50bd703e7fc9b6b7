import { expect, it } from "vitest";
import { seededRandom } from "#engine/random.ts";
import { clearArea } from "#engine/geometry/clear-floor.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { frameOf, mayStand, pieceOf } from "#engine/staging/arrange/placing.ts";
import { withoutRaised } from "#engine/staging/without-raised.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

it("lays a mat between cabinets before a thing's box, and off it where it is told to", () => {
  const room = estimateRoom(drawRoom(drawnRoom({ width: 960, height: 720 })));
  const mat = pieceOf({ name: "rug", x: 0, z: 3, turn: 0, width: 0.9, depth: 0.45 });
  const { left, right, top, bottom } = frameOf(room, mat);
  // A chair that stands beside the mat, its box over the mat's corner.
  const chair = { x: right - 0.01, y: top - 0.2, width: 0.1, height: bottom - top + 0.2 };
  const cabinet = { x: 0, y: 0, width: left / 4, height: 0.1 };
  const placing = {
    room: { ...room, fittings: [cabinet], things: [chair] },
    random: seededRandom(1),
    pick: 0,
    placed: [],
  };
  expect(mayStand(placing, mat, { gapM: 0 })).toBe(true);
  expect(mayStand(placing, mat, { gapM: 0, offThings: true })).toBe(false);
  const alone = { ...placing, room: { ...placing.room, things: [] } };
  expect(mayStand(alone, mat, { gapM: 0, offThings: true })).toBe(true);
});

it("lays no mat where a corner of it would be off the clear floor", () => {
  const room = estimateRoom(drawRoom(drawnRoom({ width: 960, height: 720 })));
  const mat = pieceOf({ name: "rug", x: 0, z: 3, turn: 0, width: 1.9, depth: 0.7 });
  const corner = Math.floor((mat.z - 0.3 - room.floor.z0) / room.floor.cellM) * room.floor.columns;
  const column = Math.floor((mat.x - 0.9 - room.floor.x0) / room.floor.cellM);
  const clear = room.floor.clear.map((isClear, n) => (n === corner + column ? 0 : isClear));
  const placing = { room, random: seededRandom(1), pick: 0, placed: [] };
  const cut = { ...placing, room: { ...room, floor: { ...room.floor, clear } } };
  const rules = { gapM: 0, clear: 0.92, clearCorners: true };
  expect(mayStand(placing, mat, rules)).toBe(true);
  expect(mayStand(cut, mat, { ...rules, clearCorners: false })).toBe(true);
  expect(mayStand(cut, mat, rules)).toBe(false);
});

it("takes no table for floor, even one that is found hardly surely", () => {
  const { camera, floor } = estimateRoom(drawRoom(drawnRoom({ width: 960, height: 720 })));
  const half = { x: 0, y: 0, width: camera.width / 2, height: camera.height };
  const around = (name: "dining table" | "chair") =>
    withoutRaised(floor, camera, [{ name, confidence: 0.16, ...half }]);
  expect(around("chair").clear).toEqual(floor.clear);
  const left = around("dining table").clear;
  expect(clearArea({ ...floor, clear: left })).toBeLessThan(0.8 * clearArea(floor));
  expect(clearArea({ ...floor, clear: left })).toBeGreaterThan(0);
});
