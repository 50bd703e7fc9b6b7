import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resizeHardMask, resizeMask } from "#engine/filters/resize.ts";
import { seededRandom } from "#engine/random.ts";
import { atLeastHalf } from "#engine/raster.ts";

const side = fc.integer({ min: 1, max: 24 });

describe("a hard mask at another size", () => {
  it("is set where the soft one is by at least half, larger, smaller and as it is", () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), (width, height, w, h, seed) => {
        const chance = seededRandom(seed);
        const data = Uint8Array.from({ length: width * height }, () => chance() * 256);
        const mask = { width, height, data };
        expect(resizeHardMask(mask, w, h)).toEqual(atLeastHalf(resizeMask(mask, w, h)));
        expect(resizeHardMask(mask, width, height)).toEqual(atLeastHalf(mask));
      }),
    );
  });
});
