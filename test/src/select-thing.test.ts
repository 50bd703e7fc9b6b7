import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "#src/features/mask/outline.ts";
import { selectThing } from "#src/features/mask/select-thing.ts";

type Colour = readonly [number, number, number];
const width = 160;
const height = 110;
const grain = (x: number, y: number): number => ((x * 7919 + y * 104729 + x * y) % 11) - 5;

function drawn(at: (x: number, y: number) => Colour): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const g = grain(x, y);
      rgba.set([...at(x, y).map((v) => v + g), 255], (y * width + x) * 4);
    }
  return rgba;
}

const room = (y: number): Colour => (y < 75 ? [200, 205, 200] : [130, 95, 70]);
/** A cushion of two colours before wall and floor, and a framed picture on the wall. */
const isCushion = (x: number, y: number): boolean => (x - 60) ** 2 + (y - 70) ** 2 < 18 ** 2;
const isFrame = (x: number, y: number): boolean => x >= 110 && x < 140 && y >= 15 && y < 50;
const picture = drawn((x, y) => {
  if (isCushion(x, y)) return (x - 60) ** 2 + (y - 70) ** 2 < 25 ? [200, 80, 60] : [175, 45, 40];
  if (isFrame(x, y)) return x >= 114 && x < 136 && y >= 19 && y < 46 ? [90, 110, 150] : [40, 35, 30];
  return room(y);
});

const overlap = (inside: Uint8Array, wanted: (x: number, y: number) => boolean): number => {
  let both = 0;
  let any = 0;
  inside.forEach((v, i) => {
    const w = wanted(i % width, Math.floor(i / width));
    if (v === 1 && w) both++;
    if (v === 1 || w) any++;
  });
  return both / any;
};

describe("selecting a thing by a tap", () => {
  it("finds the whole of it, wherever on it the tap is", () => {
    for (const [x, y] of [
      [60, 70],
      [50, 62],
      [68, 80],
    ] as const)
      expect(overlap(selectThing(picture, width, y * width + x).inside, isCushion)).toBeGreaterThan(0.85);
  });

  it("takes a picture together with its frame when the frame is tapped, glass and all", () => {
    expect(overlap(selectThing(picture, width, 30 * width + 111).inside, isFrame)).toBeGreaterThan(0.85);
  });

  it("always contains the tapped pixel and is 0 or 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: width * height - 1 }), (tap) => {
        const { inside } = selectThing(picture, width, tap);
        expect(inside[tap]).toBe(1);
        expect(inside.every((v) => v === 0 || v === 1)).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  it("gives something for a picture of one pixel and of one colour", () => {
    expect([...selectThing(new Uint8ClampedArray(4), 1, 0).inside]).toEqual([1]);
    const plain = selectThing(new Uint8ClampedArray(20 * 20 * 4).fill(120), 20, 210).inside;
    expect(plain[210]).toBe(1);
  });

  it("refuses a tap outside the picture", () => {
    expect(() => selectThing(picture, width, width * height)).toThrow(RangeError);
    expect(() => selectThing(picture, width, -1)).toThrow(RangeError);
  });
});

/** Pixels whose centre lies in the path by the even-odd rule; the path in pixels. */
function filled(path: string, columns: number, rows: number): Uint8Array {
  const loops = path
    .split("Z")
    .map((part) =>
      [...part.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
    )
    .filter((loop) => loop.length > 0);
  return Uint8Array.from({ length: columns * rows }, (_, i) => {
    const px = (i % columns) + 0.5;
    const py = Math.floor(i / columns) + 0.5;
    let crossings = 0;
    for (const loop of loops)
      loop.forEach(([x1, y1], n) => {
        const [x2, y2] = loop[(n + 1) % loop.length] ?? [x1, y1];
        if (y1 > py !== y2 > py && px < x1 + ((py - y1) / (y2 - y1)) * (x2 - x1)) crossings++;
      });
    return crossings % 2;
  });
}

describe("the outline of a selection", () => {
  it("encloses the selection, holes left out, to within a pixel", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(19), fc.nat(14), fc.integer({ min: 2, max: 9 }), fc.boolean()), {
          minLength: 1,
          maxLength: 6,
        }),
        (disks) => {
          const columns = 30;
          const inside = new Uint8Array(columns * 24);
          for (const [cx, cy, r, isAdded] of disks)
            for (let i = 0; i < inside.length; i++)
              if (((i % columns) - cx - 5) ** 2 + (Math.floor(i / columns) - cy - 5) ** 2 <= r * r)
                inside[i] = isAdded ? 1 : 0;
          const back = filled(outlineOf(inside, columns, 1), columns, 24);
          // Where a pixel and all around it agree, so must the outline.
          const wrong = inside.findIndex((v, i) => {
            if (i <= columns || i >= inside.length - columns - 1 || back[i] === v) return false;
            const around = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1];
            return around.every((step) => inside[i + step] === v);
          });
          expect(wrong).toBe(-1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("counts in the units asked for", () => {
    expect(outlineOf(Uint8Array.from([1]), 1, 12.5)).toBe("M 0 0 L 12.5 0 L 12.5 12.5 L 0 12.5 Z");
  });

  it("is empty for nothing", () => {
    expect(outlineOf(new Uint8Array(12), 4, 1)).toBe("");
  });
});
