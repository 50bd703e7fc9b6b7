import { describe, expect, it } from "vitest";
import { glassOf } from "#engine/dusk/window-glass.ts";

const [width, height] = [60, 60];
const quad = { left: 10, right: 50, topLeft: 10, topRight: 10, bottomLeft: 50, bottomRight: 50, score: 1 };
const isBar = (x: number, y: number): boolean => Math.abs(x - 30) <= 1 || Math.abs(y - 24) <= 1;

/** Dark glass with white bars, and a pale curtain in a part of one pane. */
const data = Float32Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  if (isBar(x, y)) return 0.9;
  return x > 36 && x < 45 && y > 32 && y < 46 ? 0.5 : 0.15;
});

describe("glassOf", () => {
  const glass = new Set(glassOf(quad, { data, width, height }));

  it("leaves the bars dark", () => {
    for (const [x, y] of [
      [30, 15],
      [30, 45],
      [15, 24],
      [45, 24],
    ] as const)
      expect(glass.has(y * width + x), `${x}, ${y}`).toBe(false);
  });

  it("lights whole panes, the curtain behind them too", () => {
    for (const [x, y] of [
      [15, 15],
      [45, 15],
      [15, 40],
      [40, 40],
      [47, 47],
    ] as const)
      expect(glass.has(y * width + x), `${x}, ${y}`).toBe(true);
  });

  it("stays within the frame", () => {
    for (const i of glass) {
      expect(i % width).toBeGreaterThan(quad.left);
      expect(i % width).toBeLessThan(quad.right);
    }
  });
});
