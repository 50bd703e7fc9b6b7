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
});
