import { describe, expect, it } from "vitest";
import { hash2, seededRandom } from "#engine/random.ts";
import { guidanceAt } from "#engine/removal/guidance.ts";
import { pyramid } from "#engine/removal/pyramid.ts";
import { mapShifts } from "#engine/removal/shift-map.ts";
import { colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

const side = 144;
const tile = 12;
const isHole = (x: number, y: number): boolean => x >= 60 && x < 84 && y >= 60 && y < 84;

/** A floor of tiles, all with the same speckles, so that only whole numbers of tiles fit. */
const floor = drawn(side, side, (x, y) => {
  const speckle = 120 * hash2(x % tile, y % tile, 5);
  return [60 + speckle, 60 + speckle, 50 + speckle];
});
const [level] = pyramid(floor, drawnMask(side, side, isHole));
if (level === undefined) throw new Error("A pyramid has at least one level");
const { targets, hole } = level;

describe("mapping a hole by few shifts", () => {
  it("copies by whole tiles where the matches disagree, and hides the seams", () => {
    const random = seededRandom(3);
    const matches = Int32Array.from(targets, (i) => {
      // Most matches lie a few pixels off, each otherwise; one in five is right.
      const off = random() < 0.2 ? 0 : Math.floor(random() * 5) - 2;
      return i + off + (random() < 0.5 ? -1 : 1) * 3 * tile * side;
    });
    mapShifts(level, guidanceAt(level, undefined), matches);
    let wrong = 0;
    for (const [t, i] of targets.entries()) {
      if (!hole[i]) continue;
      const from = matches[t] ?? 0;
      const wanted = colourOf(floor, i % side, Math.floor(i / side));
      const copied = colourOf(floor, from % side, Math.floor(from / side));
      if (wanted.some((v, c) => v !== copied[c])) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it("keeps to sources", () => {
    const matches = Int32Array.from(targets, (i) => i - 3 * tile * side);
    // One tile up is a source for the hole's first rows only.
    for (let t = 0; t < matches.length; t += 3) matches[t] = (targets[t] ?? 0) - tile * side;
    mapShifts(level, guidanceAt(level, undefined), matches);
    expect([...matches].filter((from) => level.isSource[from] !== 1)).toEqual([]);
  });
});
