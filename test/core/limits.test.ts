import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { semiSpaceMb } from "#core/limits/limits.ts";
import { allowance, limitNames, retryAfterSeconds, windowOf } from "#core/limits/plans.ts";
import { backoffMs } from "#core/limits/times.ts";

const anyTime = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const windowAt = (name: (typeof limitNames)[number], ms: number) =>
  windowOf(name, new Date(ms).toISOString(), ms);

describe("a limit's window", () => {
  it("contains now and ends after it", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...limitNames), (now, name) => {
        const { window, endsAtMs } = windowAt(name, now);
        expect(endsAtMs).toBeGreaterThan(now);
        expect(windowAt(name, endsAtMs - 1).window).toBe(window);
        expect(windowAt(name, endsAtMs).window).not.toBe(window);
      }),
    );
  });

  it("says a wait that is enough and at least a second", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...limitNames), (now, name) => {
        const window = windowAt(name, now);
        const wait = retryAfterSeconds(window, now);
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(windowAt(name, now + wait * 1000).window).not.toBe(window.window);
      }),
    );
  });
});

it("allows what the plans promise", () => {
  expect([allowance("free", "uploads"), allowance("free", "edits"), allowance("free", "images")]).toEqual([
    10, 20, 50,
  ]);
  expect([allowance("pro", "uploads"), allowance("pro", "edits"), allowance("pro", "images")]).toEqual([
    120, 200, 500,
  ]);
});

it("backs off between nothing and the doubled base, never above the cap", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
      const wait = backoffMs(attempt, chance);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(Math.min(20_000, 400 * 2 ** attempt));
    }),
  );
});

describe("what a function gathers before it clears it away", () => {
  it("is what the benches measure with", async () => {
    expect(await readFile("package.json", "utf8")).toContain(
      `tsx --max-semi-space-size=${semiSpaceMb} test/bench/main.ts`,
    );
  });
});
