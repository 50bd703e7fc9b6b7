import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, percentile, percentiles } from "#engine/filters/percentile.ts";
import { seededRandom } from "#engine/random.ts";

describe("percentiles", () => {
  it("are what stands there when the sample is put in order, and leave it as it was", () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 99 }),
      fc.double({ noNaN: true }),
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60, size: "max" }),
        fc.array(share, { minLength: 1 }),
        (sample, shares) => {
          const before = [...sample];
          const inOrder = sample.toSorted((a, b) => a - b);
          const at = (part: number): number => Math.min(sample.length - 1, Math.floor(part * sample.length));
          // Plus 0: below and above it are one number here.
          const expected = shares.map((part) => (inOrder[at(part)] ?? NaN) + 0);
          expect(percentiles(sample, shares).map((found) => found + 0)).toEqual(expected);
          expect(sample).toEqual(before);
        },
      ),
    );
  });

  it("find each number of a shuffled row by its place", () => {
    const count = 300;
    const random = seededRandom(1);
    const keys = Array.from({ length: count }, () => random());
    const shuffled = Array.from({ length: count }, (_, i) => i).toSorted(
      (a, b) => (keys[a] ?? 0) - (keys[b] ?? 0),
    );
    for (let n = 0; n < count; n++) expect(percentile(shuffled, (n + 0.5) / count)).toBe(n);
  });

  it("are found among many equal, rising or falling values too", () => {
    const count = 200_000;
    const of = (at: (i: number) => number): number =>
      median(Float32Array.from({ length: count }, (_, i) => at(i)));
    expect(of(() => 7)).toBe(7);
    expect(of((i) => i)).toBe(count / 2);
    expect(of((i) => count - 1 - i)).toBe(count / 2);
  });

  it("of nothing are no numbers", () => {
    expect(percentiles([], [0.1, 0.9])).toEqual([NaN, NaN]);
  });
});
