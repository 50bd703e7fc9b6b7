import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hash2, seededRandom } from "#engine/random.ts";

describe("seededRandom", () => {
  it("repeats itself for the same seed and stays in [0, 1)", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = [seededRandom(seed), seededRandom(seed)];
        for (let k = 0; k < 20; k++) {
          const value = a();
          expect(value).toBe(b());
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(1);
        }
      }),
    );
  });

  it("is spread evenly, and so is a lattice of hashes", () => {
    const random = seededRandom(1);
    const drawn = Array.from({ length: 20_000 }, random);
    const hashed = Array.from({ length: 20_000 }, (_, k) => hash2(k % 141, Math.floor(k / 141), 5));
    for (const values of [drawn, hashed])
      for (let tenth = 0; tenth < 10; tenth++) {
        const count = values.filter((value) => Math.floor(value * 10) === tenth).length;
        expect(Math.abs(count - 2000)).toBeLessThan(220);
      }
  });
});
