import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { oneBitPng } from "#src/features/mask/one-bit-png.ts";
import { maskSize } from "#src/features/mask/export-mask.ts";

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
        const png = Buffer.from(await oneBitPng(isSet, width, height));
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
    expect((await oneBitPng(isSet, 4032, 3024)).length).toBeLessThan(12_000);
  });

  it("refuses pixels that do not fill the picture", async () => {
    await expect(oneBitPng(new Uint8Array(5), 2, 3)).rejects.toThrow(RangeError);
  });

  it("has the photo's shape, at most 16.7 megapixels of it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 12_000 }),
        fc.integer({ min: 64, max: 12_000 }),
        (width, height) => {
          const size = maskSize({ width, height });
          expect(size.width * size.height).toBeLessThanOrEqual(16_700_000);
          expect(size.width === width && size.height === height).toBe(width * height <= 16_700_000);
          expect(Math.abs(size.width - (size.height * width) / height)).toBeLessThanOrEqual(
            width / height + 1,
          );
        },
      ),
    );
  });
});
