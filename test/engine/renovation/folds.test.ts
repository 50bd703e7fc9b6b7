import { describe, expect, it } from "vitest";
import { foldsOf } from "#engine/renovation/folds.ts";
import { seededRandom } from "#engine/random.ts";

const width = 400;
const height = 300;
const plane = (at: (x: number, y: number) => number): Float32Array =>
  foldsOf({
    data: Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
    width,
    height,
  });
const mean = (values: Float32Array, from: number, to: number, top: number, bottom: number): number => {
  const seen = values.filter((_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return x >= from && x < to && y >= top && y < bottom;
  });
  return seen.reduce((sum, v) => sum + v, 0) / seen.length;
};

describe("foldsOf", () => {
  it("knows a curtain by its folds and leaves the wall of its colour beside it", () => {
    const folds = plane((x) => 0.7 + (x < 120 ? 0.03 * Math.sin(x / 1.6) : 0));
    expect(mean(folds, 20, 100, 40, 260)).toBeGreaterThan(0.9);
    expect(mean(folds, 160, 400, 0, 300)).toBe(0);
  });

  it("takes neither grain nor shade nor a corner for folds", () => {
    const random = seededRandom(3);
    const folds = plane((x) => 0.5 + 0.001 * x + (x > 200 ? 0.1 : 0) + 0.01 * (random() - 0.5));
    expect(mean(folds, 0, 400, 0, 300)).toBeLessThan(0.01);
  });

  it("takes a row of small things, which is not tall, for none", () => {
    const folds = plane((x, y) => 0.7 + (y > 200 && y < 205 && x < 120 ? 0.02 * Math.sin(x / 1.6) : 0));
    expect(mean(folds, 0, 400, 0, 300)).toBeLessThan(0.005);
  });
});
