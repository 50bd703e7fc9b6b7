import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Bits, emptyBits, oneBitPng, setRun } from "#src/features/mask/one-bit-png.ts";

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

  it("whitens and blackens runs as a list of pixels would", () => {
    const width = 37;
    const run = fc.record({
      from: fc.double({ min: -5, max: 42, noNaN: true }),
      length: fc.double({ min: -2, max: 45, noNaN: true }),
      isWhite: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
        const bits = emptyBits(width, 2);
        const pixels = new Uint8Array(width);
        for (const { from, length, isWhite } of runs) {
          setRun(bits, 1, from, from + length, isWhite);
          for (let x = 0; x < width; x++)
            if (x + 0.5 >= from && x + 0.5 < from + length) pixels[x] = isWhite ? 1 : 0;
        }
        const both = new Uint8Array(width * 2);
        both.set(pixels, width);
        expect(bits).toEqual(bitsOf(both, width, 2));
      }),
    );
  });

  it("refuses a row that the picture has not", () => {
    expect(() => setRun(emptyBits(2, 3), 3, 0, 1, true)).toThrow(RangeError);
    expect(() => setRun(emptyBits(2, 3), -1, 0, 1, true)).toThrow(RangeError);
  });
});

function bitsOf(isSet: Uint8Array, width: number, height: number): Bits {
  const stride = 1 + Math.ceil(width / 8);
  const rows = new Uint8Array(stride * height);
  for (const [at, on] of isSet.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (on === 1)
      rows[y * stride + 1 + (x >> 3)] = (rows[y * stride + 1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  }
  return { width, height, rows };
}
