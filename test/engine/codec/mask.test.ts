import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodeMask, encodeMask } from "#engine/codec/mask.ts";
import { drawnMask } from "#test/engine/drawn.ts";

const mask = drawnMask(60, 40, (x, y) => x > 20 && x < 45 && y > 10 && y < 30);

describe("decodeMask", () => {
  it("gives back what encodeMask took, as one channel", async () => {
    const png = await encodeMask(mask);
    expect((await sharp(png).metadata()).channels).toBe(1);
    expect(await decodeMask(png, mask)).toEqual({ kind: "mask", mask });
  });

  it("scales a mask drawn small to the photo, black or white and nothing between", async () => {
    const decoded = await decodeMask(await encodeMask(mask), { width: 600, height: 400 });
    if (decoded.kind !== "mask") throw new Error(decoded.reason);
    expect(new Set(decoded.mask.data)).toEqual(new Set([0, 255]));
    const share = decoded.mask.data.filter((v) => v === 255).length / decoded.mask.data.length;
    expect(share).toBeCloseTo((24 * 19) / 2400, 1);
  });

  it("reads palettes of one bit and strokes on a transparent ground", async () => {
    const grey = { raw: { width: 60, height: 40, channels: 1 } } as const;
    const bit = await sharp(mask.data, grey).png({ palette: true, colours: 2 }).toBuffer();
    const rgba = Buffer.alloc(60 * 40 * 4, 255);
    for (const [i, v] of mask.data.entries()) rgba[i * 4 + 3] = v;
    const strokes = await sharp(rgba, { raw: { width: 60, height: 40, channels: 4 } })
      .png()
      .toBuffer();
    expect(await decodeMask(bit, mask)).toEqual({ kind: "mask", mask });
    expect(await decodeMask(strokes, mask)).toEqual({ kind: "mask", mask });
  });

  it.each([
    ["nothing drawn", async () => encodeMask(drawnMask(60, 40, () => false)), "empty"],
    ["another shape", async () => encodeMask(drawnMask(40, 60, () => true)), "different-shape"],
    ["no PNG", async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "unsupported"],
    ["a PNG cut off", async () => (await encodeMask(mask)).subarray(0, 60), "unreadable"],
  ] as const)("refuses %s", async (_what, png, reason) => {
    expect(await decodeMask(await png(), mask)).toEqual({ kind: "refused", reason });
  });
});
