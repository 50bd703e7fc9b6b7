import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedAfter, seedBy } from "#core/edit/seed.ts";

const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("seeds", () => {
  it("are whole numbers from 1, which every model takes", () => {
    fc.assert(
      fc.property(chances, (chance) => {
        const seed = seedBy(chance);
        expect(Number.isInteger(seed) && seed >= 1 && seed < 2 ** 31).toBe(true);
      }),
    );
  });

  it("are other seeds some steps on, and begin again after the last", () => {
    fc.assert(
      fc.property(chances, fc.integer({ min: 1, max: 2_000_000 }), (chance, steps) => {
        const other = seedAfter(seedBy(chance), steps);
        expect(other).not.toBe(seedBy(chance));
        expect(other >= 1 && other < 2 ** 31).toBe(true);
      }),
    );
    expect(seedAfter(seedBy(1 - Number.EPSILON), 1)).toBe(1);
  });
});
