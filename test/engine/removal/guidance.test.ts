import { describe, expect, it } from "vitest";
import { guidanceAt } from "#engine/removal/guidance.ts";
import { pyramid } from "#engine/removal/pyramid.ts";
import { readScene } from "#engine/removal/read-scene.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

describe("guidance", () => {
  it("speaks of every target of a very wide picture, on its lines and off them", () => {
    const [width, height] = [1200, 60];
    const photo = drawn(width, height, (_, y) => (y < 30 ? [200, 195, 190] : [120, 80, 50]));
    const hole = drawnMask(width, height, (x, y) => x >= 580 && x < 620 && y >= 15 && y < 45);
    const [level] = pyramid(photo, hole);
    if (level === undefined) throw new Error("A pyramid has at least one level");
    const { cost } = guidanceAt(level, readScene(photo, hole));
    const source = level.isSource.indexOf(1);
    for (let t = 0; t < level.targets.length; t++) expect(cost(t, source)).toBeGreaterThan(0);
  });

  it("asks less firmly for a thing beside the hole of which little is seen, but never so for what it stands on", () => {
    const [width, height] = [40, 40];
    const photo = drawn(width, height, () => [200, 195, 190]);
    const isHidden = (x: number): boolean => x >= 20;
    const [level] = pyramid(
      photo,
      drawnMask(width, height, (x) => isHidden(x)),
    );
    if (level === undefined) throw new Error("A pyramid has at least one level");
    const hidden = level.targets.findIndex((i) => isHidden(i % width));
    const cells = Array.from({ length: width * height }, (_, i) => i);
    const open = Uint8Array.from(cells, (i) => (isHidden(i % width) ? 1 : 0));
    /** What it costs to fill from another surface where one is expected of which so many columns are seen. */
    const costOfAnother = (columns: number, below: number): number => {
      const surfaces = {
        width,
        height,
        open,
        regionOf: Uint8Array.from(cells, (i) => (i % width >= 20 - columns ? 0 : 1)),
        count: 2,
        meeting: [{ region: 0, below, weight: 1 }],
        means: new Float32Array(10),
        unlike: Uint8Array.of(0, 255),
        extents: [undefined, undefined],
        horizon: undefined,
      };
      const guide = { surfaces, lines: [], shares: Float32Array.from(open) };
      return guidanceAt(level, guide).cost(hidden, level.isSource.indexOf(1));
    };
    expect(costOfAnother(1, 0)).toBeLessThan(costOfAnother(15, 0) / 4);
    expect(costOfAnother(1, 1)).toBeGreaterThan(costOfAnother(15, 0));
  });
});
