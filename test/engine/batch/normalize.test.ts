import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { normalized } from "#engine/batch/normalize.ts";
import { seededRandom } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";

const byte = fc.integer({ min: 0, max: 255 });

/** Colours between two shades of each channel, and as many pixels of one colour as there are of all others. */
const picture = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    from: fc.tuple(byte, byte, byte),
    to: fc.tuple(byte, byte, byte),
    most: fc.tuple(byte, byte, byte),
  })
  .map(({ seed, from, to, most }): Raster => {
    const random = seededRandom(seed);
    const data = Uint8Array.from({ length: 96 * 64 * 3 }, (_, i) => {
      const start = from[i % 3] ?? 0;
      return i % 6 < 3 ? (most[i % 3] ?? 0) : Math.round(start + ((to[i % 3] ?? 0) - start) * random());
    });
    return { data, width: 96, height: 64 };
  });

const bySharp = ({ data, width, height }: Raster): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .normalise()
    .raw()
    .toBuffer();

const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? 0))), 0);

describe("a picture whose contrast is stretched", () => {
  it("is what sharp makes of it, within one level, whatever its colours", async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (photo) => {
        expect(farthest(normalized(photo).data, await bySharp(photo))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it("goes from nearly black to nearly white: sharp counts whole steps of lightness", () => {
    const data = Uint8Array.from({ length: 100 * 3 }, (_, i) => 100 + (Math.floor(i / 3) % 50));
    const made = normalized({ data, width: 10, height: 10 }).data;
    expect(made.reduce((a, b) => Math.min(a, b))).toBeLessThan(8);
    expect(made.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(247);
  });

  it("of one colour stays as it is, down to a single pixel", () => {
    const flat: Raster = { data: new Uint8Array(300).fill(77), width: 10, height: 10 };
    expect(normalized(flat)).toBe(flat);
    const pixel: Raster = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1 };
    expect(normalized(pixel)).toBe(pixel);
  });
});
