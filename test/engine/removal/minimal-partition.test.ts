import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimalPartition, OPEN, OUTSIDE, type Parting } from "#engine/removal/minimal-partition.ts";

const width = 60;
const height = 44;
const isHole = (x: number, y: number): boolean => x >= 14 && x < 46 && y >= 8 && y < 36;

/** A hole in the middle, known around it; tension 1 and no costs unless told. */
function aParting(
  count: number,
  partAt: (x: number, y: number) => number,
  extra: Partial<Pick<Parting, "tension" | "cost">> = {},
): Parting {
  const partOf = Int16Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return isHole(x, y) ? OPEN : partAt(x, y);
  });
  return {
    width,
    height,
    count,
    partOf,
    tension: new Float32Array(width * height).fill(1),
    cost: new Float32Array(width * height * count),
    ...extra,
  };
}

const shareOf = (shares: Float32Array, count: number, x: number, y: number, part: number): number =>
  shares[(y * width + x) * count + part] ?? NaN;

describe("parting a hole with the shortest borders", () => {
  it("runs a border straight on from where it enters to where it leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 28 }), fc.integer({ min: 16, max: 28 }), (left, right) => {
        const edge = (x: number): number => left + ((right - left) * (x - 14)) / 31;
        const shares = minimalPartition(aParting(2, (x, y) => (y < edge(x) ? 0 : 1)));
        for (let x = 16; x < 44; x += 4) {
          expect(shareOf(shares, 2, x, Math.round(edge(x)) - 4, 0)).toBeGreaterThan(0.8);
          expect(shareOf(shares, 2, x, Math.round(edge(x)) + 4, 1)).toBeGreaterThan(0.8);
        }
      }),
      { numRuns: 5 },
    );
  });

  it("lets what touches one side only end there", () => {
    const shares = minimalPartition(aParting(2, (x, y) => (x < 14 && y > 14 && y < 24 ? 1 : 0)));
    for (let y = 10; y < 34; y++)
      for (let x = 18; x < 46; x++) expect(shareOf(shares, 2, x, y, 1)).toBeLessThan(0.2);
  });

  it("follows a cheap line though it is longer", () => {
    const tension = new Float32Array(width * height).fill(1);
    const bend = (x: number): number => 22 + (x < 30 ? x - 14 : 45 - x) / 2;
    for (let x = 13; x < 47; x++)
      tension.fill(0.05, Math.round(bend(x)) * width + x, Math.round(bend(x)) * width + x + 1);
    const shares = minimalPartition(aParting(2, (_, y) => (y < 22 ? 0 : 1), { tension }));
    expect(shareOf(shares, 2, 30, 26, 0)).toBeGreaterThan(0.8);
    expect(shareOf(shares, 2, 30, 34, 1)).toBeGreaterThan(0.8);
  });

  it("gives no cell to a part that costs more there than a border does", () => {
    const cost = new Float32Array(width * height * 2).fill(0);
    for (let i = 0; i < width * height; i++) cost[i * 2 + 1] = 2;
    const shares = minimalPartition(aParting(2, (_, y) => (y < 22 ? 0 : 1), { cost }));
    for (let y = 10; y < 32; y++) expect(shareOf(shares, 2, 30, y, 0)).toBeGreaterThan(0.8);
  });

  it("takes no part from what lies outside", () => {
    const shares = minimalPartition(aParting(2, (x) => (x < 30 ? 0 : OUTSIDE)));
    for (let x = 16; x < 45; x += 4) expect(shareOf(shares, 2, x, 20, 0)).toBeGreaterThan(0.9);
  });

  it("gives shares of 0 to 1 that make one together", () => {
    const count = 5;
    const shares = minimalPartition(aParting(count, (x, y) => (x * 7 + y * 3) % count));
    for (let i = 0; i < width * height; i++) {
      const own = shares.subarray(i * count, (i + 1) * count);
      expect(own.every((v) => v >= 0 && v <= 1.0001)).toBe(true);
      expect(own.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 4);
    }
  });
});
