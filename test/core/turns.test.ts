import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HeldPlaces, turnAt, turnGoodMs, withTurn } from "#core/limits/turns.ts";

const minuteMs = 60_000;
/** Starts this close together are remembered as one. */
const entryMs = 250;
const arrivals = fc
  .array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 80 })
  .map((all) => all.toSorted((a, b) => a - b));

/** Everybody who comes takes the next turn there is, in the order they came. */
function turnsOf(coming: readonly number[], most: number): readonly number[] {
  let held: HeldPlaces = [];
  return coming.map((at) => {
    const turn = turnAt(held, most, at);
    held = withTurn(held, turn);
    return turn;
  });
}

describe("turns", () => {
  it("are so far apart that no sixty seconds see more starts than places, however late in its turn each starts", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 12 }), (coming, most) => {
        const turns = turnsOf(coming, most);
        turns.slice(most).forEach((turn, n) => {
          expect(turn - ((turns[n] ?? 0) + turnGoodMs)).toBeGreaterThanOrEqual(minuteMs);
        });
      }),
    );
  });

  it("come at once while there is a place, and never later than a place is held for", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 12 }), (coming, most) => {
        const turns = turnsOf(coming, most);
        turns.forEach((turn, n) => {
          const at = coming[n] ?? 0;
          const freeMs = (turns[n - most] ?? -Infinity) + minuteMs + turnGoodMs + entryMs;
          expect(turn).toBeGreaterThanOrEqual(at);
          expect(turn).toBeLessThanOrEqual(Math.max(at, freeMs));
        });
      }),
    );
  });

  it("are remembered in few entries, however many there are", () => {
    let held: HeldPlaces = [];
    for (let at = 0; at < 180_000; at += 5) held = withTurn(held, at);
    expect(held.length).toBeLessThan(250);
    expect(held.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(12_000);
  });
});
