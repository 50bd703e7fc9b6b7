import { describe, expect, it } from "vitest";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { partSurfaces } from "#engine/renovation/part-surfaces.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { drawn } from "#test/engine/drawn.ts";
import { cameraOf, drawnRoom } from "#test/engine/geometry/room-fixture.ts";

const made = drawnRoom({ width: 320, height: 240, yaw: 0.1, pitch: 0.02 });
const camera = cameraOf(made);
const faceOf = (x: number, y: number) => faceAt(camera, made.box, x + 0.5, y + 0.5).face;
/** Walls and ceiling of one white, as in a room with coves. */
const photo = drawn(made.width, made.height, (x, y) =>
  faceOf(x, y) === "floor" ? [120, 84, 58] : [226, 225, 222],
);
const room = { ...estimateRoom(photo), camera, box: made.box };

/** The share of the box's ceiling that is likelier ceiling than wall, to a network that takes all above the floor for wall. */
function ceilingFound(confidence: number): number {
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const x = (((cell % side) + 0.5) / side) * made.width;
    const y = ((Math.floor(cell / side) + 0.5) / side) * made.height;
    const first = cell * surfaceClasses.length;
    if (faceOf(x, y) === "floor") logits[first + surfaceClasses.indexOf("floor")] = 5;
    else {
      logits[first + surfaceClasses.indexOf("walls")] = 2.4;
      logits[first + surfaceClasses.indexOf("ceiling")] = 2;
    }
  }
  const parts = partSurfaces(photo, { side, logits }, { ...room, confidence }, []);
  let ceiling = 0;
  let found = 0;
  for (let i = 0; i < parts.width * parts.height; i++) {
    const x = ((i % parts.width) * made.width) / parts.width;
    const y = (Math.floor(i / parts.width) * made.height) / parts.height;
    if (faceOf(x, y) !== "ceiling") continue;
    ceiling++;
    const [, walls, over] = parts.chances.subarray(i * surfaceClasses.length);
    if ((over ?? 0) > (walls ?? 0)) found++;
  }
  return found / ceiling;
}

describe("partSurfaces", () => {
  it("parts a white ceiling from white walls where the room's box is sure, and leaves them one where it is not", () => {
    expect(ceilingFound(0.9)).toBeGreaterThan(0.95);
    expect(ceilingFound(0.5)).toBeLessThan(0.05);
  });
});
