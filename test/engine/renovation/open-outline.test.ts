import { describe, expect, it } from "vitest";
import { oklabPlanes } from "#engine/colour/oklab.ts";
import { openShare } from "#engine/renovation/open-outline.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

const width = 120;
const height = 90;

/** A wall from one column and row to another, before something darker, with a little grain. */
const isWall = (x: number, y: number): boolean => x >= 20 && x < 100 && y >= 15 && y < 70;
const colours = oklabPlanes(
  drawn(width, height, (x, y) => {
    const grain = ((x * 7919 + y * 104729) % 5) - 2;
    return isWall(x, y) ? [214 + grain, 208 + grain, 196 + grain] : [150 + grain, 140 + grain, 130 + grain];
  }),
);
const noCeiling = new Uint8Array(width * height);

describe("openShare", () => {
  it("is nothing where a surface ends because another thing begins, even a pixel or two beside the edge", () => {
    expect(openShare(drawnMask(width, height, isWall), colours, noCeiling)).toBe(0);
    const wider = drawnMask(width, height, (x, y) => isWall(x + 2, y) && isWall(x - 2, y));
    expect(openShare(wider, colours, noCeiling)).toBe(0);
  });

  it("is the share of the outline that crosses an even wall", () => {
    const half = drawnMask(width, height, (x, y) => isWall(x, y) && x < 60);
    // 55 of 40 + 40 + 55 + 55 steps of outline; near the corners the wall's own edge is seen.
    expect(openShare(half, colours, noCeiling)).toBeGreaterThan(0.22);
    expect(openShare(half, colours, noCeiling)).toBeLessThan(0.3);
    const patch = drawnMask(width, height, (x, y) => x >= 40 && x < 70 && y >= 30 && y < 55);
    expect(openShare(patch, colours, noCeiling)).toBe(1);
  });

  it("counts an outline as marked where the room's box has the border of its ceiling", () => {
    const lower = drawnMask(width, height, (x, y) => isWall(x, y) && y >= 40);
    const ceilingTo = (row: number): Uint8Array => noCeiling.map((_, i) => (i < row * width ? 1 : 0));
    expect(openShare(lower, colours, noCeiling)).toBeGreaterThan(0.2);
    expect(openShare(lower, colours, ceilingTo(42))).toBe(0);
    expect(openShare(lower, colours, ceilingTo(55))).toBeGreaterThan(0.2);
  });
});
