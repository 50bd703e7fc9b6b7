import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thingsAt } from "#core/analysis/things.ts";
import { minCut } from "#src/features/mask/min-cut.ts";
import { rasterise } from "#src/features/mask/rasterise.ts";
import { type Look } from "#src/features/mask/cuts.ts";
import { select } from "#src/features/mask/select.ts";

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

function insideOf(path: string): (x: number, y: number) => boolean {
  const { rows } = rasterise([{ kind: "outline", path }], photo);
  const stride = rows.length / photo.height;
  return (x, y) => ((rows[y * stride + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function count(is: Shape): number {
  let n = 0;
  for (let y = 0; y < photo.height; y++) for (let x = 0; x < photo.width; x++) if (is(x, y)) n++;
  return n;
}

const areaOf = (path: string): number => count(insideOf(path));
const overlap = (path: string, wanted: Shape): number => {
  const isIn = insideOf(path);
  return count((x, y) => isIn(x, y) && wanted(x, y)) / count((x, y) => isIn(x, y) || wanted(x, y));
};
/** The outline's corners stand on a grid as coarse as the drawing, and it is simplified: it may pass the tap by a little. */
const holds = (path: string, x: number, y: number): boolean => {
  const isIn = insideOf(path);
  return [-3, 0, 3].some((dy) => [-3, 0, 3].some((dx) => isIn(x + dx, y + dy)));
};

type Things = Parameters<typeof select>[3];
const likeliest = (x: number, y: number, things: Things): string => {
  const { outlines, best } = select(look, photo, { x, y }, things);
  return outlines[best] ?? "";
};

describe("selecting a thing by a tap", () => {
  it("takes all of what was seen there, of whatever colours it is; a leg of it first, and then the whole", () => {
    expect(overlap(likeliest(100, 105, [table]), isTable)).toBeGreaterThan(0.75);
    const { outlines } = select(look, photo, { x: 63, y: 140 }, [table]);
    expect(Math.max(...outlines.map((path) => overlap(path, isTable)))).toBeGreaterThan(0.9);
  });

  it("takes the cushion on a bed, the bed beside it, and the bed for more than the cushion", () => {
    expect(overlap(likeliest(225, 110, [bed]), isCushion)).toBeGreaterThan(0.8);
    expect(overlap(likeliest(190, 150, [bed]), isBed)).toBeGreaterThan(0.85);
    const { outlines, best } = select(look, photo, { x: 225, y: 110 }, [bed]);
    expect(Math.max(...outlines.slice(best + 1).map((path) => overlap(path, isBed)))).toBeGreaterThan(0.85);
  });

  it("finds what nobody saw", () => {
    expect(overlap(likeliest(225, 110, []), isCushion)).toBeGreaterThan(0.8);
    expect(overlap(likeliest(100, 105, []), isTop)).toBeGreaterThan(0.75);
  });

  it("is not led astray by a box that nothing fills", () => {
    const empty = { name: "vase", x: 20, y: 50, width: 900, height: 600 };
    expect(overlap(likeliest(225, 110, [empty]), isCushion)).toBeGreaterThan(0.8);
  });

  it("offers other sizes from the smallest to the largest, each holding the tap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 299 }), fc.integer({ min: 0, max: 199 }), (x, y) => {
        const seen = thingsAt([table, bed], { x: (x / 300) * 1000, y: (y / 200) * 1000 });
        const { outlines, best } = select(look, photo, { x, y }, seen);
        expect(outlines.length).toBeGreaterThanOrEqual(1);
        expect(outlines.length).toBeLessThanOrEqual(5);
        expect(outlines[best]).toBeDefined();
        const areas = outlines.map((path) => areaOf(path));
        expect(areas).toEqual(areas.toSorted((a, b) => a - b));
        for (const path of outlines) expect(holds(path, x, y)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it("finds something on a photo of one pixel", () => {
    const dot: Look = () => new Uint8ClampedArray([9, 9, 9, 255]);
    const all = { name: "tv", x: 0, y: 0, width: 1000, height: 1000 };
    const { outlines, best } = select(dot, { width: 1, height: 1 }, { x: 0, y: 0 }, [all]);
    expect(outlines[best]).toContain("M ");
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
