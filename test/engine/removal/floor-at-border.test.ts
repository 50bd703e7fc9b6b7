import { describe, expect, it } from "vitest";
import { readScene } from "#engine/removal/read-scene.ts";
import { surfacesAt } from "#engine/removal/surfaces-at.ts";
import { type Colour, drawn, drawnMask } from "#test/engine/drawn.ts";

const width = 240;
const height = 180;
const grain = (x: number, y: number): number => ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
const wallAt = (x: number, y: number): Colour => [205 + grain(x, y), 200 + grain(x, y), 190 + grain(x, y)];
const floorAt = (x: number, y: number): Colour => [150 + grain(x, y), 100 + grain(x, y), 60 + grain(x, y)];

type Box = readonly [left: number, top: number, right: number, bottom: number];
const isIn = (x: number, y: number, [left, top, right, bottom]: Box): boolean =>
  x >= left && y >= top && x < right && y < bottom;

/** What is expected at each pixel behind a box. */
function behind(colourAt: (x: number, y: number) => Colour, box: Box): (x: number, y: number) => number {
  const photo = drawn(width, height, (x, y) => (isIn(x, y, box) ? [20, 60, 200] : colourAt(x, y)));
  const hole = drawnMask(width, height, (x, y) => isIn(x, y, box));
  const surfaces = surfacesAt(readScene(photo, hole), width, height);
  return (x, y) => surfaces[y * width + x] ?? NaN;
}

describe("the floor where the picture's lower border cuts a thing off", () => {
  it("begins below a wall's foot that falls towards the viewer", () => {
    const footAt = (x: number): number => 70 + x / 3;
    const fallen = behind((x, y) => (y < footAt(x) ? wallAt(x, y) : floorAt(x, y)), [90, 40, width, height]);
    const wall = fallen(150, 50);
    const floor = fallen(150, 170);
    expect(wall).not.toBe(floor);
    for (let x = 96; x < width - 4; x += 8) {
      expect(fallen(x, Math.round(footAt(x)) - 5)).toBe(wall);
      expect(fallen(x, Math.round(footAt(x)) + 5)).toBe(floor);
    }
  });

  it("lies under a whole thing that meets it from one side only, and is no wall that reaches the border too", () => {
    const colourAt = (x: number, y: number): Colour =>
      x >= 170 ? [90, 90, 140] : y < 120 ? [205, 200, 190] : [150, 100, 60];
    const cornered = behind(colourAt, [60, 60, 170, height]);
    const floor = cornered(58, 170);
    expect(cornered(200, 170)).not.toBe(floor);
    for (let x = 64; x < 166; x += 6) expect(cornered(x, 170)).toBe(floor);
  });
});
