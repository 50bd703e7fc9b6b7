import { expect, it } from "vitest";
import { seededRandom } from "#engine/random.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { frameOf, mayStand, pieceOf } from "#engine/staging/arrange/placing.ts";
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
