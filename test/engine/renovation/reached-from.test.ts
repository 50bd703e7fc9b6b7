import { describe, expect, it } from "vitest";
import { reachedFrom } from "#engine/renovation/reached-from.ts";
import { drawn } from "#test/engine/drawn.ts";

const width = 300;
const height = 200;

describe("reachedFrom", () => {
  it("keeps to a pale thing before pale tiles, though its rim is faint", () => {
    const isTub = (x: number, y: number): boolean => x >= 60 && x < 160 && y >= 80 && y < 170;
    const photo = drawn(width, height, (x, y) => (isTub(x, y) ? [238, 238, 236] : [228, 227, 224]));
    expect(shareOf(photo, 0.37, 0.62)).toBeCloseTo((100 * 90) / (width * height), 1);
  });

  it("takes a wall that shades off slowly for one thing, however large", () => {
    const photo = drawn(width, height, (x) => [200 - x / 8, 190 - x / 8, 170 - x / 8]);
    expect(shareOf(photo, 0.3, 0.5)).toBeGreaterThan(0.95);
  });

  it("gives the front beside a seam when a finger meets the seam", () => {
    const photo = drawn(width, height, (x, y) =>
      x === 150 || x === 60 || x === 240 || y === 20 || y === 180 ? [40, 25, 15] : [150, 100, 60],
    );
    expect(shareOf(photo, 150.5 / width, 0.5)).toBeGreaterThan(0.15);
  });
});

function shareOf(photo: Parameters<typeof reachedFrom>[0], u: number, v: number): number {
  const { data } = reachedFrom(photo, u, v);
  return data.reduce((sum, value) => sum + (value >= 128 ? 1 : 0), 0) / data.length;
}
