import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minCut } from "#src/features/mask/min-cut.ts";
import { rasterise } from "#src/features/mask/rasterise.ts";
import { type Look, select } from "#src/features/mask/select.ts";

const photo = { width: 300, height: 200 };
type Shape = (x: number, y: number) => boolean;
type Colour = readonly [number, number, number];

/** A photo that can be looked at in parts and small, as the browser's canvas does. */
const looking =
  (at: (x: number, y: number) => Colour): Look =>
  (part, width, height) => {
    const rgba = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < width * height; i++) {
      const x = Math.floor(part.x + (((i % width) + 0.5) * part.width) / width);
      const y = Math.floor(part.y + ((Math.floor(i / width) + 0.5) * part.height) / height);
      const grain = ((x * 7919 + y * 104729 + x * y) % 11) - 5;
      rgba.set([...at(x, y).map((v) => v + grain), 255], i * 4);
    }
    return rgba;
  };

/** A table with a light top and dark legs, a cushion on a bed of its own colour. */
const isTop: Shape = (x, y) => x >= 60 && x < 140 && y >= 90 && y < 120;
const isLeg: Shape = (x, y) => (x < 66 || x >= 134) && x >= 60 && x < 140 && y >= 120 && y < 160;
const isTable: Shape = (x, y) => isTop(x, y) || isLeg(x, y);
const isBed: Shape = (x, y) => x >= 170 && x < 290 && y >= 80 && y < 170;
const isCushion: Shape = (x, y) => x >= 210 && x < 240 && y >= 100 && y < 122;
const look = looking((x, y) => {
  if (isLeg(x, y)) return [45, 35, 30];
  if (isTop(x, y)) return [205, 190, 170];
  if (isCushion(x, y)) return [170, 40, 40];
  if (isBed(x, y)) return [225, 228, 235];
  return y < 110 ? [150, 165, 160] : [140, 100, 70];
});
const table = { name: "chair", x: 200, y: 450, width: 267, height: 350 };
const bed = { name: "bed", x: 567, y: 400, width: 400, height: 450 };

function overlap(path: string, wanted: Shape): number {
  const { rows } = rasterise([{ kind: "outline", path }], photo);
  const stride = rows.length / photo.height;
  let both = 0;
  let any = 0;
  for (let y = 0; y < photo.height; y++)
    for (let x = 0; x < photo.width; x++) {
      const isIn = ((rows[y * stride + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (isIn && wanted(x, y)) both++;
      if (isIn || wanted(x, y)) any++;
    }
  return both / any;
}

describe("selecting a thing that was seen", () => {
  it("takes all of it, of whatever colours it is, whichever part is tapped", () => {
    for (const at of [
      { x: 100, y: 105 },
      { x: 63, y: 140 },
    ])
      expect(overlap(select(look, photo, at, table), isTable)).toBeGreaterThan(0.75);
  });

  it("takes what surely stands out on a bed instead of the bed, and the bed beside it", () => {
    expect(overlap(select(look, photo, { x: 225, y: 110 }, bed), isCushion)).toBeGreaterThan(0.8);
    expect(overlap(select(look, photo, { x: 190, y: 150 }, bed), isBed)).toBeGreaterThan(0.85);
  });

  it("looks for itself where nothing fills the box", () => {
    const empty = { name: "vase", x: 20, y: 50, width: 600, height: 300 };
    expect(select(look, photo, { x: 225, y: 110 }, empty)).toBe(
      select(look, photo, { x: 225, y: 110 }, undefined),
    );
  });

  it("finds something on a photo of one pixel", () => {
    const dot: Look = () => new Uint8ClampedArray([9, 9, 9, 255]);
    const all = { name: "tv", x: 0, y: 0, width: 1000, height: 1000 };
    expect(select(dot, { width: 1, height: 1 }, { x: 0, y: 0 }, all)).toContain("M ");
  });
});

describe("the least cut", () => {
  it("costs no more than any other way to part the picture", () => {
    const steps = [1, 3, 4, -2];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 9, maxLength: 9 }),
        fc.array(fc.nat(15), { minLength: 36, maxLength: 36 }),
        (ends, costs) => {
          const between = (i: number, _j: number, step: number): number => costs[i * 4 + step] ?? 0;
          const costOf = (inside: (i: number) => boolean): number => {
            let sum = 0;
            ends.forEach((end, i) => {
              if (inside(i) !== end > 0) sum += Math.abs(end);
              steps.forEach((to, step) => {
                const isThere = (step === 1 || i % 3 < 2) && (step === 0 || (step === 3 ? i >= 3 : i < 6));
                if (isThere && inside(i) !== inside(i + to)) sum += between(i, i + to, step);
              });
            });
            return sum;
          };
          const found = minCut(Int32Array.from(ends), 3, between);
          let least = Infinity;
          for (let bits = 0; bits < 512; bits++)
            least = Math.min(
              least,
              costOf((i) => (bits >> i) % 2 === 1),
            );
          expect(costOf((i) => found[i] === 1)).toBe(least);
        },
      ),
      { numRuns: 200 },
    );
  });
});
