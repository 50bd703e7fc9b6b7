import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCutByMask } from "#engine/compose/cut-by-mask.ts";
import { plainlyDrawn } from "#engine/compose/plainly-drawn.ts";
import { aRoom, colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

const size = [300, 200] as const;
const room = aRoom(...size);
/** Everything left of here may change. */
const border = 150;
const mask = drawnMask(...size, (x) => x < border);

/** A plain thing from x to x on a room that was drawn anew, each pixel up to so many levels off. */
const withThing = (from: number, to: number, noise = 0) =>
  drawn(...size, (x, y) => {
    const off = (((x * 7919 + y * 104_729) % 21) / 10 - 1) * noise;
    const [r, g, b] = x >= from && x < to && y > 80 && y < 130 ? [30, 50, 200] : colourOf(room, x, y);
    return [r + off, g + off, b + off];
  });

describe("isCutByMask", () => {
  it("is true of what goes on beyond the mask, and of nothing that ends within it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: border - 20 }),
        fc.integer({ min: border - 15, max: border + 60 }),
        fc.integer({ min: 0, max: 30 }),
        (from, to, noise) => {
          fc.pre(to <= border || to > border + 4);
          expect(isCutByMask(plainlyDrawn(room, withThing(from, to, noise), mask))).toBe(to > border);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("minds nothing that stands beyond the mask alone: it is never laid down", () => {
    expect(isCutByMask(plainlyDrawn(room, withThing(border + 3, border + 60), mask))).toBe(false);
  });
});
