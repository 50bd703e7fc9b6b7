import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeExposure } from "#src/features/capture/exposure.ts";

/** A frame of grey areas: [share of the frame, level 0…255]. */
function frame(...areas: readonly (readonly [share: number, level: number])[]): Uint8ClampedArray {
  const pixels = 1000;
  const levels = areas.flatMap(([share, level]) => Array<number>(Math.round(share * pixels)).fill(level));
  return Uint8ClampedArray.from(levels.flatMap((level) => [level, level, level, 255]));
}

describe("the light in a frame", () => {
  it("is fine in an even room, and before a white wall in good light", () => {
    expect(judgeExposure(frame([1, 128]))).toBe("fine");
    expect(judgeExposure(frame([0.5, 252], [0.5, 190]))).toBe("fine");
  });

  it("is too dark when most of the frame is nearly black", () => {
    expect(judgeExposure(frame([0.8, 20], [0.2, 90]))).toBe("dark");
  });

  it("is blown out where windows are white in a dim room", () => {
    expect(judgeExposure(frame([0.2, 255], [0.8, 80]))).toBe("windows");
    expect(judgeExposure(frame([0.04, 255], [0.96, 80]))).toBe("fine");
  });

  it("does not depend on where in the frame things are", () => {
    const shares = fc.array(fc.tuple(fc.constantFrom(0.1, 0.2, 0.3), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(shares, (areas) => {
        expect(judgeExposure(frame(...areas))).toBe(judgeExposure(frame(...areas.toReversed())));
      }),
    );
  });

  it("refuses a frame of nothing", () => {
    expect(() => judgeExposure(new Uint8ClampedArray())).toThrow(RangeError);
  });
});
