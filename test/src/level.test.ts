import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdOf, isLevel } from "#src/features/capture/level.ts";

const beta = fc.double({ min: -180, max: 180, noNaN: true });
const gamma = fc.double({ min: -90, max: 90, noNaN: true });
const angle = fc.constantFrom(0, 90, 180, 270);

describe("the level of a phone", () => {
  it("is level held upright, and on its side", () => {
    expect(holdOf(90, 0, 0)).toEqual({ roll: expect.closeTo(0, 6), pitch: expect.closeTo(0, 6) });
    // On its left side the system turns the screen by 90°.
    const onItsSide = holdOf(0, -90, 90);
    expect(onItsSide && isLevel(onItsSide)).toBe(true);
  });

  it("measures how far an upright phone is turned: at beta 90 the turn goes into gamma alone when it lies back", () => {
    // Turned 10° clockwise about the way it looks: down lies 10° to the right of its own bottom.
    const turned = (10 * Math.PI) / 180;
    const b = Math.asin(Math.cos(turned));
    const hold = holdOf((b * 180) / Math.PI, 90, 0);
    expect(hold?.roll).toBeCloseTo(10, 6);
    expect(hold && isLevel(hold)).toBe(false);
  });

  it("looks up with a positive pitch, down with a negative one", () => {
    expect(holdOf(110, 0, 0)?.pitch).toBeCloseTo(20, 6);
    expect(holdOf(70, 0, 0)?.pitch).toBeCloseTo(-20, 6);
  });

  it("says nothing about a phone that lies flat", () => {
    expect(holdOf(0, 0, 0)).toBeUndefined();
    expect(holdOf(180, 0, 0)).toBeUndefined();
  });

  it("never turns further than to the nearest upright or sideways hold", () => {
    fc.assert(
      fc.property(beta, gamma, angle, (b, g, a) => {
        const hold = holdOf(b, g, a);
        if (hold === undefined) return;
        expect(Math.abs(hold.roll)).toBeLessThanOrEqual(45 + 1e-9);
        expect(Math.abs(hold.pitch)).toBeLessThanOrEqual(90);
      }),
    );
  });
});
