import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shrunkMask } from "#engine/removal/shrunk-mask.ts";
import { drawnMask } from "#test/engine/drawn.ts";

const side = fc.integer({ min: 1, max: 40 });

describe("shrinking a mask", () => {
  it("sets each new pixel that a set one lies in, in whole or in part, and no other", () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), fc.nat(), (width, height, w, h, column, row) => {
        const to = { width: Math.min(width, w), height: Math.min(height, h) };
        const x = column % width;
        const y = row % height;
        const small = shrunkMask(
          drawnMask(width, height, (u, v) => u === x && v === y),
          to.width,
          to.height,
        );
        for (let v = 0; v < to.height; v++)
          for (let u = 0; u < to.width; u++) {
            const shares =
              u * width < (x + 1) * to.width &&
              (u + 1) * width > x * to.width &&
              v * height < (y + 1) * to.height &&
              (v + 1) * height > y * to.height;
            expect(small.data[v * to.width + u]).toBe(shares ? 255 : 0);
          }
      }),
    );
  });

  it("leaves out what is set by less than half", () => {
    const faint = { data: new Uint8Array(16).fill(127), width: 4, height: 4 };
    expect(shrunkMask(faint, 2, 2).data).toEqual(new Uint8Array(4));
  });
});
