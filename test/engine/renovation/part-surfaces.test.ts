import { describe, expect, it } from "vitest";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { partSurfaces } from "#engine/renovation/part-surfaces.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { type Colour, drawn } from "#test/engine/drawn.ts";
import { cameraOf, drawnRoom } from "#test/engine/geometry/room-fixture.ts";

const made = drawnRoom({ width: 320, height: 240, yaw: 0.1, pitch: 0.02 });
const camera = cameraOf(made);
const faceOf = (x: number, y: number) => faceAt(camera, made.box, x + 0.5, y + 0.5).face;
/** Walls and ceiling of one white, as in a room with coves. */
const photo = drawn(made.width, made.height, (x, y) =>
  faceOf(x, y) === "floor" ? [120, 84, 58] : [226, 225, 222],
);
const room = { ...estimateRoom(photo), camera, box: made.box };

/** The share of the box's ceiling that is likelier ceiling than wall, to a network that takes all above the floor for wall rather than ceiling. */
function ceilingFound(confidence: number): number {
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const x = (((cell % side) + 0.5) / side) * made.width;
    const y = ((Math.floor(cell / side) + 0.5) / side) * made.height;
    const first = cell * surfaceClasses.length;
    if (faceOf(x, y) === "floor") logits[first + surfaceClasses.indexOf("floor")] = 5;
    else {
      logits[first + surfaceClasses.indexOf("walls")] = 2.1;
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

/** The share of the wall's upper part that is likelier wall than ceiling, to a network that takes it for ceiling. */
function upperWallFound(exposure: number): number {
  const [width, height, ceilingEnds, doubtEnds, floorBegins] = [320, 240, 40, 75, 190];
  const lookAt = (y: number): Colour =>
    y < ceilingEnds ? [240, 240, 240] : y < floorBegins ? [186, 176, 150] : [120, 84, 58];
  const flat = drawn(width, height, (_x, y) => {
    const [r, g, b] = lookAt(y);
    return [r * exposure, g * exposure, b * exposure];
  });
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const y = ((Math.floor(cell / side) + 0.5) / side) * height;
    const seen = y < doubtEnds ? "ceiling" : y < floorBegins ? "walls" : "floor";
    logits[cell * surfaceClasses.length + surfaceClasses.indexOf(seen)] = 5;
  }
  const parts = partSurfaces(flat, { side, logits }, { ...room, confidence: 0 }, []);
  let found = 0;
  let all = 0;
  for (let i = 0; i < parts.width * parts.height; i++) {
    const y = (Math.floor(i / parts.width) * height) / parts.height;
    if (y < ceilingEnds + 10 || y > doubtEnds - 10) continue;
    all++;
    const [, walls, over] = parts.chances.subarray(i * surfaceClasses.length);
    if ((walls ?? 0) > (over ?? 0)) found++;
  }
  return found / all;
}

describe("partSurfaces", () => {
  it("ends a wall that is well lit where its look ends, and trusts what the network sees where it is dark", () => {
    expect(upperWallFound(1)).toBeGreaterThan(0.95);
    expect(upperWallFound(0.2)).toBeLessThan(0.05);
  });

  it("parts a white ceiling from white walls where the room's box is sure, and leaves them one where it is not", () => {
    expect(ceilingFound(0.9)).toBeGreaterThan(0.95);
    expect(ceilingFound(0.5)).toBeLessThan(0.05);
  });
});
