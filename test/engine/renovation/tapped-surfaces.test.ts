import { describe, expect, it } from "vitest";
import { type Spot } from "#core/edit/floor-corners.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { tappedSurfaces } from "#engine/renovation/tapped-surfaces.ts";
import { aRoom } from "#test/engine/drawn.ts";

const photo = aRoom(480, 320);
const side = 64;
const logits = new Float32Array(side * side * surfaceClasses.length);
for (let cell = 0; cell < side * side; cell++) {
  const y = (Math.floor(cell / side) + 0.5) / side;
  const name = y < 0.22 ? "ceiling" : y < 0.62 ? "walls" : "floor";
  logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = 6;
}
const marked = (taps: readonly Spot[], { x, y }: Spot): number | undefined => {
  const { data, width, height } = tappedSurfaces(photo, taps, { objects: [], likeness: { side, logits } });
  expect([width, height]).toEqual([photo.width, photo.height]);
  return data[Math.floor(y * height) * width + Math.floor(x * width)];
};

const onFloor = { x: 0.2, y: 0.95 };
const onFloorToo = { x: 0.8, y: 0.97 };
const onCeiling = { x: 0.5, y: 0.05 };

describe("tappedSurfaces", () => {
  it("marks all of the surface under a tap and nothing of another", () => {
    expect(marked([onFloor], onFloorToo)).toBe(255);
    expect(marked([onFloor], onCeiling)).toBe(0);
  });

  it("marks the surfaces of several taps together", () => {
    expect(marked([onFloor, onCeiling], onFloorToo)).toBe(255);
    expect(marked([onFloor, onCeiling], onCeiling)).toBe(255);
  });

  it("takes a tap on the very edge of the photo", () => {
    expect(marked([{ x: 1, y: 1 }], onFloor)).toBe(255);
  });
});
