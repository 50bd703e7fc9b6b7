import { describe, expect, it } from "vitest";
import { facadeView } from "#engine/dusk/facade-view.ts";
import { wallColours } from "#engine/dusk/wall-colours.ts";
import { emptyMask, type Raster } from "#engine/raster.ts";
import { drawn } from "#test/engine/drawn.ts";

const quad = { left: 80, right: 120, topLeft: 70, topRight: 70, bottomLeft: 130, bottomRight: 130 };
const isFramed = (x: number, y: number): boolean => x >= 80 && x < 120 && y >= 70 && y < 130;
const brick = (x: number, y: number): [number, number, number] =>
  (Math.floor(x / 6) + Math.floor(y / 3)) % 2 === 0 ? [128, 72, 52] : [148, 92, 70];
const pictured = (inside: (x: number, y: number) => [number, number, number], oddsAround = -3): number => {
  const picture: Raster = drawn(200, 200, (x, y) => (isFramed(x, y) ? inside(x, y) : brick(x, y)));
  const odds = { data: new Float32Array(40_000).fill(oddsAround), width: 200, height: 200 };
  return wallColours(quad, facadeView(picture, emptyMask(200, 200)), odds);
};

describe("wallColours", () => {
  it("is near one for a framed piece of the wall around it", () => {
    expect(pictured(brick)).toBeGreaterThan(0.9);
  });

  it("is near nothing for glass in a wall", () => {
    expect(pictured(() => [40, 46, 54])).toBeLessThan(0.1);
  });

  it("does not count what is a window to the network too: panes beside panes", () => {
    expect(pictured(brick, 2)).toBe(0);
  });
});
