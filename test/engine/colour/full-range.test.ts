import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullRange } from "#engine/colour/full-range.ts";
import { decode } from "#engine/colour/srgb.ts";
import { lumaPlane } from "#engine/plane.ts";
import { drawn } from "#test/engine/drawn.ts";

const ramp = (brightest: number) =>
  drawn(60, 40, (x, y) => [(x * brightest) / 59, ((x + y) * brightest) / 98, (y * brightest) / 39]);

describe("the full range of a photo", () => {
  it("is the photo itself where its bright parts are bright", () => {
    const photo = ramp(255);
    expect(fullRange(photo)).toBe(photo);
  });

  it("brings the bright parts of a darker photo near white and keeps the order of its tones", () => {
    fc.assert(
      fc.property(fc.integer({ min: 130, max: 215 }), (brightest) => {
        const photo = ramp(brightest);
        const exposed = fullRange(photo);
        expect(Math.max(...lumaPlane(exposed).data)).toBeGreaterThan(0.88);
        // In every channel, whichever order a ramp takes its tones in.
        for (const channel of [0, 1, 2]) {
          const tones = [...photo.data.entries()].filter(([at]) => at % 3 === channel);
          const inOrder = tones
            .toSorted(([, a], [, b]) => a - b)
            .map(([at]) => exposed.data[at] ?? Number.NaN);
          expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("leaves night dark: two stops at most", () => {
    const night = fullRange(ramp(20));
    expect(Math.max(...night.data)).toBeLessThan(60);
    expect(decode(Math.max(...night.data) / 255) / decode(20 / 255)).toBeCloseTo(4, 0);
  });
});
