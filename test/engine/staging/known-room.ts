import { clearFloor } from "#engine/geometry/clear-floor.ts";
import { type Room } from "#engine/geometry/room.ts";
import { cameraOf, type DrawnRoom } from "../geometry/room-fixture.ts";

/** A room that is known, not estimated: all floor clear, a door on the right, a window on the left. */
export function knownRoom(drawn: DrawnRoom): Room {
  const camera = cameraOf(drawn);
  const floor = { data: new Float32Array(64 * 48).fill(1), width: 64, height: 48 };
  return {
    camera,
    box: drawn.box,
    feet: { left: 1, right: 1, back: 1 },
    openings: [
      { kind: "window", wall: "left", from: 1.9, to: 3.3, bottom: 0.8, top: 2.2 },
      { kind: "other", wall: "right", from: 2.6, to: 3.5, bottom: 0, top: 2.1 },
    ],
    floor: clearFloor(camera, drawn.box, floor),
    floorOutline: [],
    clearM2: 12,
    confidence: 1,
    directions: 1,
    from: "photo",
    things: [],
    fittings: [],
    tops: [],
  };
}
