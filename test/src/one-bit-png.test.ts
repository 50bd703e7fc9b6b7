import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Bits, emptyBits, oneBitPng, setCovered } from "#src/features/mask/one-bit-png.ts";
import { rowsOf } from "#src/features/mask/marks.ts";

describe("a mask's PNG", () => {
  it("decodes to exactly the pixels that were set, in one bit of grey", async () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          isSet: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, isSet }) => {
        const png = Buffer.from(await oneBitPng(bitsOf(isSet, width, height)));
        expect(await sharp(png).metadata()).toMatchObject({ format: "png", width, height, bitsPerSample: 1 });
        const grey = await sharp(png).toColourspace("b-w").extractChannel(0).raw().toBuffer();
        expect([...grey]).toEqual([...isSet].map((on) => (on === 1 ? 255 : 0)));
      }),
      { numRuns: 40 },
    );
  });

  it("is small at twelve megapixels", async () => {
    const isSet = new Uint8Array(4032 * 3024);
    for (let y = 1000; y < 2000; y++) isSet.fill(1, y * 4032 + 1200, y * 4032 + 2900);
    expect((await oneBitPng(bitsOf(isSet, 4032, 3024))).length).toBeLessThan(12_000);
  });

  it("is the same picture, in whichever strips it comes", async () => {
    const height = 9;
    const width = 13;
    const isSet = Uint8Array.from({ length: width * height }, (_, at) => ((at * 7) % 3) & 1);
    const whole = bitsOf(isSet, width, height);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: height }), (strip) => {
        const bits = emptyBits(width, height);
        for (let top = 0; top < height; top += strip)
          setCovered(bits, top, rgbaOf(isSet.subarray(top * width, Math.min(height, top + strip) * width)));
        expect(bits).toEqual(whole);
      }),
    );
  });

  it("refuses rows that are no whole ones, or lie outside", () => {
    expect(() => setCovered(emptyBits(2, 3), 0, new Uint8ClampedArray(5 * 4))).toThrow(RangeError);
    expect(() => setCovered(emptyBits(2, 3), 2, new Uint8ClampedArray(4 * 4))).toThrow(RangeError);
  });
});

describe("the rows a mark may touch", () => {
  it("are those between its points, and half the brush around them", () => {
    const stroke = {
      kind: "stroke",
      path: "M 10 20 Q 15 -4.5 30 60 L 31 61",
      widthPx: 10,
      erases: false,
    } as const;
    expect(rowsOf(stroke)).toEqual({ top: -9.5, bottom: 66 });
    expect(rowsOf({ kind: "rectangle", x: 1, y: 2, width: 3, height: 4 })).toEqual({ top: 2, bottom: 6 });
  });
});

function rgbaOf(isSet: Uint8Array): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(isSet.length * 4);
  for (let at = 0; at < isSet.length; at++) rgba[at * 4 + 3] = (isSet[at] ?? 0) * 255;
  return rgba;
}

function bitsOf(isSet: Uint8Array, width: number, height: number): Bits {
  const bits = emptyBits(width, height);
  setCovered(bits, 0, rgbaOf(isSet));
  return bits;
}
