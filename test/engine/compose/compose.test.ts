import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange } from "#engine/compose/apply-change.ts";
import { composeMasked } from "#engine/compose/compose-masked.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { aRoom, changedOutside, colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

describe("composeMasked", () => {
  it("keeps every byte outside the mask and takes the result deep inside", () => {
    const original = aRoom(90, 60);
    const result = drawn(90, 60, () => [250, 10, 20]);
    const box = fc.record({
      x: fc.integer({ min: 0, max: 60 }),
      y: fc.integer({ min: 0, max: 40 }),
      feather: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(box, ({ x, y, feather }) => {
        const mask = drawnMask(90, 60, (u, v) => u >= x && u < x + 25 && v >= y && v < y + 18);
        const { data } = composeMasked(original, result, mask, feather);
        expect(changedOutside(original, { ...original, data }, mask)).toBe(0);
        const deep = ((y + 9) * 90 + x + 12) * 3;
        expect([...data.subarray(deep, deep + 3)]).toEqual([250, 10, 20]);
      }),
      { numRuns: 40 },
    );
  });

  it("returns the original for an empty mask", () => {
    const original = aRoom(40, 30);
    expect(
      composeMasked(
        original,
        aRoom(40, 30),
        drawnMask(40, 30, () => false),
        3,
      ),
    ).toBe(original);
  });
});

describe("applyChange", () => {
  const original = drawn(600, 400, (x, y) => {
    const fine = (x + y) % 2 === 0 ? 8 : -8;
    return [120 + fine, 130 + fine, 140 + fine];
  });
  const before = resizeRaster(original, 300, 200);
  const inBox = (x: number, y: number): boolean => x > 100 && x < 200 && y > 50 && y < 150;
  const after = drawn(300, 200, (x, y) => {
    const [r, g, b] = colourOf(before, x, y);
    return inBox(x, y) ? [r * 0.6, g * 0.8, b * 0.7] : [r, g, b];
  });

  it("changes the region and not one byte outside it", () => {
    const { image, region } = applyChange(original, before, after);
    expect([image.width, image.height, region.width]).toEqual([600, 400, 600]);
    expect(changedOutside(original, image, region)).toBe(0);
    expect(region.data[200 * 600 + 300]).toBe(255);
    expect(region.data[20 * 600 + 20]).toBe(0);
    expect(colourOf(image, 300, 200)[0]).toBeLessThan(90);
  });

  it("keeps detail that only the full-size original has", () => {
    const { image } = applyChange(original, before, after);
    const step = Math.abs(colourOf(image, 300, 200)[0] - colourOf(image, 301, 200)[0]);
    expect(step).toBeGreaterThan(5);
  });

  it("stays inside what is allowed", () => {
    const allowed = drawnMask(600, 400, (x) => x < 300);
    const { image } = applyChange(original, before, after, allowed);
    expect(colourOf(image, 240, 200)[0]).toBeLessThan(100);
    expect(colourOf(image, 360, 200)).toEqual(colourOf(original, 360, 200));
  });

  it("takes a codec's noise for no change", () => {
    const grainy = drawn(300, 200, (x, y) => {
      const [r, g, b] = colourOf(before, x, y);
      const n = ((x * 31 + y * 17) % 5) - 2;
      return [r + n, g + n, b + n];
    });
    expect(applyChange(original, before, grainy).region.data.every((v) => v === 0)).toBe(true);
  });
});
