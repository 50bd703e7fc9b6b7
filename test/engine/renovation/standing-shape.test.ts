import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standingShape } from "#engine/renovation/standing-shape.ts";
import { drawnMask } from "#test/engine/drawn.ts";

const size = 120;
const side = fc.integer({ min: 10, max: 25 });

describe("standingShape", () => {
  it("finds back the sides of any upright shape, however perspective slopes them", () => {
    fc.assert(
      fc.property(side, side, side, side, (topLeft, topRight, bottomLeft, bottomRight) => {
        const [left, right] = [30, 80];
        const between = (a: number, b: number, x: number): number =>
          a + ((b - a) * (x - left)) / (right - left);
        const mask = drawnMask(
          size,
          size,
          (x, y) =>
            x >= left &&
            x < right &&
            y >= between(topLeft, topRight, x) &&
            y < size - between(bottomLeft, bottomRight, x),
        );
        const shape = standingShape(mask);
        expect(shape?.left).toBe(left);
        expect(shape?.right).toBe(right);
        expect(shape?.fit).toBeGreaterThan(0.93);
        expect(Math.abs((shape?.top[0] ?? 0) - topLeft)).toBeLessThan(2.5);
        expect(Math.abs((shape?.bottom[1] ?? 0) - (size - bottomRight))).toBeLessThan(2.5);
      }),
    );
  });

  it("fits a round thing badly and a crumb not at all", () => {
    const disc = drawnMask(size, size, (x, y) => Math.hypot(x - 60, y - 60) < 40);
    expect(standingShape(disc)?.fit ?? 1).toBeLessThan(0.88);
    expect(standingShape(drawnMask(size, size, (x, y) => x < 5 && y < 5))).toBeUndefined();
  });
});
