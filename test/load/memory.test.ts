import { expect, it } from "vitest";
import { memoryOf } from "#test/load/memory.ts";

const used = (bytes: number, cpuMs = 0) => ({ bytes, cpuMs });

it("says flat of what only grew while it was loaded", () => {
  const samples = [50, 80, 100, 100, 100, 100, 100, 100, 100].map((bytes) => ({ server: used(bytes) }));
  expect(memoryOf(samples)).toMatchObject({ bytes: [80, 100, 100], growth: 1 });
});

it("tells a part that grows from those that do not, and counts one that came later", () => {
  const samples = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    server: used(100, 10 * n),
    dynamodb: used(100 * n, n),
    ...(n > 3 ? { api: used(50) } : {}),
  }));
  const memory = memoryOf(samples);
  expect(memory.growth).toBeCloseTo((100 + 800 + 50) / (100 + 500 + 50));
  expect(memory.parts).toEqual([
    { part: "server", bytes: [100, 100, 100], largestBytes: 100, cpuMs: 80 },
    { part: "dynamodb", bytes: [200, 500, 800], largestBytes: 900, cpuMs: 8 },
    { part: "api", bytes: [0, 50, 50], largestBytes: 50, cpuMs: 0 },
  ]);
});
