import { describe, expect, it } from "vitest";
import { type Spot } from "#core/edit/floor-corners.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { type TappedSurface } from "#engine/renovation/surface-at.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { tappedSurfaces } from "#engine/renovation/tapped-surfaces.ts";
import { aRoom, colourOf } from "#test/engine/drawn.ts";

const photo = aRoom(480, 320);
const side = 64;
const logits = new Float32Array(side * side * surfaceClasses.length);
for (let cell = 0; cell < side * side; cell++) {
  const y = (Math.floor(cell / side) + 0.5) / side;
  const name = y < 0.22 ? "ceiling" : y < 0.62 ? "walls" : "floor";
  logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = 6;
}
const seen = { objects: [], likeness: { side, logits } };
const isIn = ({ mask: { data, width, height } }: TappedSurface, { x, y }: Spot): boolean =>
  data[Math.floor(y * height) * width + Math.floor(x * width)] === 255;

const onFloor = { x: 0.2, y: 0.95 };
const onFloorToo = { x: 0.8, y: 0.97 };
const onCeiling = { x: 0.5, y: 0.05 };

describe("tappedSurfaces", () => {
  it("marks all of the surface under each tap and nothing of another", () => {
    const [floor, ceiling] = tappedSurfaces(photo, [onFloor, onCeiling], seen);
    expect([floor?.surface, ceiling?.surface]).toEqual(["floor", "ceiling"]);
    expect(floor && isIn(floor, onFloorToo)).toBe(true);
    expect(floor && isIn(floor, onCeiling)).toBe(false);
    expect(ceiling && isIn(ceiling, onFloorToo)).toBe(false);
  });

  it("takes a tap on the very edge of the photo", () => {
    const [floor] = tappedSurfaces(photo, [{ x: 1, y: 1 }], seen);
    expect(floor && isIn(floor, onFloor)).toBe(true);
  });

  it("each get the wish that names them: two taps, two wishes, one edit", () => {
    const wish = { description: "red floor and blue ceiling", seed: 1 };
    const made = renovate(photo, {
      ...wish,
      tapped: tappedSurfaces(photo, [onCeiling, onFloor], seen),
    });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(made.found.toSorted()).toEqual(["ceiling", "floor"]);
    const at = ({ x, y }: Spot) => colourOf(made.image, Math.floor(x * 480), Math.floor(y * 320));
    const [floorRed = 0, , floorBlue = 0] = at(onFloorToo);
    expect(floorRed).toBeGreaterThan(floorBlue + 30);
    const [ceilingRed = 0, , ceilingBlue = 0] = at(onCeiling);
    expect(ceilingBlue).toBeGreaterThan(ceilingRed + 30);
  });
});
