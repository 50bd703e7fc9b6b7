import { describe, expect, it } from "vitest";
import { readScene } from "#engine/removal/read-scene.ts";
import { type Colour, drawn, drawnMask } from "#test/engine/drawn.ts";

const inBox = (x: number, y: number, [l, t, r, b]: readonly [number, number, number, number]): boolean =>
  x >= l && y >= t && x < r && y < b;
const box = [90, 60, 150, 120] as const;
const stranger = [10, 20, 50, 60] as const;
const edgeAt = (x: number): number => 100 - x / 8;

/** A wall over a floor, a blue box before both, and something striped that nowhere touches the box. */
const photo = drawn(240, 180, (x, y): Colour => {
  const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
  if (inBox(x, y, box)) return [20, 60, 200];
  if (inBox(x, y, stranger)) return (x + y) % 8 < 4 ? [220, 40, 40] : [255, 230, 60];
  return y < edgeAt(x) ? [205 + g, 200 + g, 190 + g] : [150 + g, 100 + g, 60 + g];
});
const { surfaces, lines, prices } = readScene(
  photo,
  drawnMask(240, 180, (x, y) => inBox(x, y, box)),
);

const regionAt = (x: number, y: number): number => surfaces.regionOf[y * surfaces.width + x] ?? -1;
const priceAt = (x: number, y: number, region: number): number =>
  prices.price[(prices.rowOf[y * surfaces.width + x] ?? 0) * surfaces.count + region] ?? -1;

describe("reading the scene around a hole", () => {
  it("carries the edge between wall and floor on across the hole", () => {
    const edge = lines.find(({ through, parts }) => through && parts);
    const ends = [
      [edge?.x1, edge?.y1],
      [edge?.x2, edge?.y2],
    ].map(([x = NaN, y = NaN]) => ({ x: x * 240, y: y * 180 }));
    for (const { x, y } of ends) expect(Math.abs(y - edgeAt(x))).toBeLessThan(2.5);
    expect(Math.abs((ends[0]?.x ?? 0) - (ends[1]?.x ?? 0))).toBeGreaterThan(50);
  });

  it("expects wall above that edge and floor below it", () => {
    const wall = regionAt(200, 30);
    const floor = regionAt(200, 150);
    expect(wall).not.toBe(floor);
    for (const x of [100, 120, 140]) {
      const above = Math.round(edgeAt(x)) - 10;
      const below = Math.round(edgeAt(x)) + 10;
      expect(priceAt(x, above, wall)).toBeLessThan(100);
      expect(priceAt(x, above, floor)).toBeGreaterThan(180);
      expect(priceAt(x, below, floor)).toBeLessThan(100);
      expect(priceAt(x, below, wall)).toBeGreaterThan(180);
    }
  });

  it("rules out what nowhere touches the hole", () => {
    for (const [x, y] of [
      [95, 65],
      [120, 90],
      [145, 115],
    ] as const)
      expect(priceAt(x, y, regionAt(30, 40))).toBeGreaterThan(200);
  });
});
