import { describe, expect, it } from "vitest";
import { readScene } from "#engine/removal/read-scene.ts";
import { NO_SURFACE, surfacesAt } from "#engine/removal/surfaces-at.ts";
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
const guide = readScene(
  photo,
  drawnMask(240, 180, (x, y) => inBox(x, y, box)),
);
const surfaces = surfacesAt(guide, 240, 180);
const surfaceAt = (x: number, y: number): number => surfaces[y * 240 + x] ?? NaN;

describe("reading the scene around a hole", () => {
  it("carries the edge between wall and floor on across the hole", () => {
    const edge = guide.lines.find(({ through, parts }) => through && parts);
    const ends = [
      [edge?.x1, edge?.y1],
      [edge?.x2, edge?.y2],
    ].map(([x = NaN, y = NaN]) => ({ x: x * 240, y: y * 180 }));
    for (const { x, y } of ends) expect(Math.abs(y - edgeAt(x))).toBeLessThan(2.5);
    expect(Math.abs((ends[0]?.x ?? 0) - (ends[1]?.x ?? 0))).toBeGreaterThan(50);
  });

  it("expects wall above that edge and floor below it, to within two pixels", () => {
    const wall = surfaceAt(158, 70);
    const floor = surfaceAt(120, 126);
    expect(wall).toBeGreaterThanOrEqual(0);
    expect(floor).toBeGreaterThanOrEqual(0);
    expect(wall).not.toBe(floor);
    for (let x = 92; x < 148; x += 4) {
      expect(surfaceAt(x, Math.round(edgeAt(x)) - 3)).toBe(wall);
      expect(surfaceAt(x, Math.round(edgeAt(x)) + 3)).toBe(floor);
    }
  });

  it("expects nothing in the hole that does not meet it", () => {
    expect(surfaceAt(30, 40)).toBe(NO_SURFACE);
    for (let y = 62; y < 118; y++)
      for (let x = 92; x < 148; x++) expect(surfaceAt(x, y)).not.toBe(NO_SURFACE);
  });
});
