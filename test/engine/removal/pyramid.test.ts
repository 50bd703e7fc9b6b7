import { describe, expect, it } from "vitest";
import { pyramid, SIDE } from "#engine/removal/pyramid.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

const coarsestOf = (width: number, height: number): { width: number; height: number } => {
  const photo = drawn(width, height, (x, y) => [(x * 7) % 256, (y * 5) % 256, 90]);
  const hole = drawnMask(width, height, (x, y) => x > width * 0.4 && x < width * 0.6 && y > height * 0.4);
  const level = pyramid(photo, hole).at(-1);
  if (level === undefined) throw new Error("A pyramid has at least one level");
  return level;
};

describe("sizes a picture is filled at", () => {
  it("end at a shorter side of 36 to 72 pixels", () => {
    for (const [width, height] of [
      [400, 300],
      [300, 400],
      [600, 260],
    ] as const) {
      const { width: w, height: h } = coarsestOf(width, height);
      expect(Math.min(w, h)).toBeLessThanOrEqual(72);
      expect(Math.min(w, h)).toBeGreaterThanOrEqual(36);
    }
  });

  it("go on in a very wide or high picture, for the first guess compares everything with everything", () => {
    for (const [width, height] of [
      [2400, 140],
      [140, 2400],
    ] as const) {
      const { width: w, height: h } = coarsestOf(width, height);
      expect(w * h).toBeLessThan(25_000);
      expect(Math.min(w, h)).toBeGreaterThanOrEqual(2 * SIDE);
    }
  });
});
