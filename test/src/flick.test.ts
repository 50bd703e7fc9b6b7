import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flickOf } from "#src/features/photo/flick.ts";

describe("a flick", () => {
  it("to the left goes on, to the right goes back", () => {
    expect(flickOf({ movedX: -80, movedY: 5, ms: 120 })).toBe(1);
    expect(flickOf({ movedX: 80, movedY: -5, ms: 120 })).toBe(-1);
  });

  it("is quick, and goes sideways: a slow drag, a tap and a scroll are none", () => {
    expect(flickOf({ movedX: -80, movedY: 0, ms: 600 })).toBe(0);
    expect(flickOf({ movedX: -10, movedY: 0, ms: 60 })).toBe(0);
    expect(flickOf({ movedX: -60, movedY: 90, ms: 120 })).toBe(0);
  });

  it("the other way round means the other way", () => {
    const px = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(px, px, fc.integer({ min: 1, max: 1000 }), (movedX, movedY, ms) => {
        expect(flickOf({ movedX: -movedX, movedY, ms }) + flickOf({ movedX, movedY, ms })).toBe(0);
      }),
    );
  });
});
