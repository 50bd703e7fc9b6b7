import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callsOfListing } from "#core/cost/usual-listing.ts";
import { neededQuota, waitingTimes } from "#core/cost/waiting-times.ts";
import { seededRandom } from "#engine/random.ts";

const patienceMs = 20_000;
const wait = (listings: number, requestsPerMinute: number, seed = 1) =>
  waitingTimes({ listings, callsPerListing: 3, requestsPerMinute }, 3, patienceMs, seededRandom(seed));

describe("waiting for a quota", () => {
  it("is the same for the same seed", () => {
    expect(wait(500, 10, 7)).toEqual(wait(500, 10, 7));
    expect(wait(500, 10, 7)).not.toEqual(wait(500, 10, 8));
  });

  it("is none where the quota is above the busiest minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 99 }), (listings, seed) => {
        const { peakPerMinute } = wait(listings, 1_000_000, seed);
        expect(wait(listings, peakPerMinute, seed)).toMatchObject({ p95Ms: 0, movedOn: 0 });
      }),
      { numRuns: 20 },
    );
  });

  it("never grows with the quota", () => {
    const p95 = [5, 10, 20, 40, 80].map((quota) => wait(1500, quota).p95Ms);
    expect(p95).toEqual(p95.toSorted((a, b) => b - a));
    expect(p95[0]).toBeGreaterThan(60_000);
  });

  it("moves on about what the quota cannot take", () => {
    // 1500 listings of 3 calls in 9 hours and 20 minutes; 5 a minute are 2800 of those 4500.
    expect(wait(1500, 5).movedOn).toBeGreaterThan(0.3);
    expect(wait(1500, 5).movedOn).toBeLessThan(0.55);
  });

  it("finds the least ten with which turns come in time", () => {
    const day = { listings: 1500, callsPerListing: 3, requestsPerMinute: 10 };
    const quota = neededQuota(day, 3, patienceMs, seededRandom(1));
    const p95 = (requestsPerMinute: number): number =>
      waitingTimes({ ...day, requestsPerMinute }, 12, patienceMs, seededRandom(2)).p95Ms;
    expect(quota).toBeGreaterThan(10);
    expect(p95(quota + 10)).toBeLessThanOrEqual(patienceMs);
    expect(p95(quota - 10)).toBeGreaterThan(patienceMs);
  });
});

describe("a listing's calls", () => {
  it("are those that the routes make: no masked model for an unpainted wish, none for light", () => {
    const calls = callsOfListing().map(({ model, calls: count, why }) => [why, model.task, count]);
    expect(calls).toEqual([
      ["photo analysis", "vision", 25],
      ["virtual-staging", "inpaint", 2],
      ["day-to-dusk", "search-replace", 1],
      ["item-removal", "erase", 1],
      ["virtual-renovation", "search-recolor", 1],
      ["reading a renovation's words", "vision", 1],
      ["free-edit", "inpaint", 1],
    ]);
  });
});
