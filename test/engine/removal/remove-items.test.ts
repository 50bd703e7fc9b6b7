import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mask, type Raster } from "#engine/raster.ts";
import { fillHole, removeItems } from "#engine/removal/remove-items.ts";
import { type Colour, colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

const grain = (x: number, y: number): number => ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
const inBox = (x: number, y: number, [l, t, r, b]: readonly number[]): boolean =>
  x >= (l ?? 0) && y >= (t ?? 0) && x < (r ?? 0) && y < (b ?? 0);

/** A wall over a floor of planks; the edge runs at y = 100 − x / 8. A blue box stands in front of both. */
const box = [90, 60, 150, 120];
const edgeAt = (x: number): number => 100 - x / 8;
const roomWithout = (x: number, y: number): Colour => {
  const g = grain(x, y);
  if (y < edgeAt(x)) return [205 + g, 200 + g, 190 + g];
  const plank = (y >> 3) % 2 === 0 ? 0 : 14;
  return [150 + plank + g, 100 + plank + g, 60 + g];
};
const room = (): Raster => drawn(240, 180, (x, y) => (inBox(x, y, box) ? [20, 60, 200] : roomWithout(x, y)));
const boxMask = (): Mask => drawnMask(240, 180, (x, y) => inBox(x, y, box));

const meanIn = (photo: Raster, area: readonly number[]): Colour => {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = area[1] ?? 0; y < (area[3] ?? 0); y++)
    for (let x = area[0] ?? 0; x < (area[2] ?? 0); x++) {
      colourOf(photo, x, y).forEach((v, c) => (sum[c] = (sum[c] ?? 0) + v));
      count++;
    }
  return [(sum[0] ?? 0) / count, (sum[1] ?? 0) / count, (sum[2] ?? 0) / count];
};

/** Row at which a column turns from light wall to dark floor: where its running difference is largest. */
const edgeFound = (photo: Raster, x: number): number => {
  const level = (y: number): number => meanIn(photo, [x - 2, y, x + 3, y + 3])[2];
  let best = 0;
  for (let y = 1; y < photo.height - 8; y++)
    if (level(y) - level(y + 4) > level(best) - level(best + 4)) best = y;
  return best + 3.5;
};

describe("removing items", () => {
  it("changes nothing outside the region it returns, whatever is marked", () => {
    const photo = room();
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 220 }),
        fc.integer({ min: -20, max: 160 }),
        fc.integer({ min: 2, max: 70 }),
        fc.integer({ min: 2, max: 70 }),
        fc.integer(),
        (left, top, width, height, seed) => {
          const hole = drawnMask(240, 180, (x, y) => inBox(x, y, [left, top, left + width, top + height]));
          const { image, region } = removeItems(photo, hole, { seed });
          const isMissed = (v: number, i: number): boolean => v > 0 && region.data[i] === 0;
          expect(hole.data.findIndex(isMissed)).toBe(-1);
          const isTouched = (v: number, j: number): boolean =>
            v !== photo.data[j] && region.data[Math.floor(j / 3)] === 0;
          expect(image.data.findIndex(isTouched)).toBe(-1);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it("gives the same bytes for the same seed", () => {
    const first = removeItems(room(), boxMask(), { seed: 7 });
    const second = removeItems(room(), boxMask(), { seed: 7 });
    expect(Buffer.compare(first.image.data, second.image.data)).toBe(0);
  });

  it("leaves the photo handed in as it was", () => {
    const photo = room();
    const before = Uint8Array.from(photo.data);
    removeItems(photo, boxMask(), { seed: 1 });
    expect(Buffer.compare(photo.data, before)).toBe(0);
  });

  it("gives the photo back for an empty mark", () => {
    const photo = room();
    const { image, region } = removeItems(
      photo,
      drawnMask(240, 180, () => false),
      { seed: 1 },
    );
    expect(Buffer.compare(image.data, photo.data)).toBe(0);
    expect(region.data.every((v) => v === 0)).toBe(true);
  });

  it("refuses a mark of another size and one that leaves nothing to copy", () => {
    expect(() =>
      removeItems(
        room(),
        drawnMask(24, 18, () => true),
        { seed: 1 },
      ),
    ).toThrow(RangeError);
    expect(() =>
      removeItems(
        room(),
        drawnMask(240, 180, () => true),
        { seed: 1 },
      ),
    ).toThrow(RangeError);
  });

  it("continues the edge between wall and floor behind a box", () => {
    const { image } = removeItems(room(), boxMask(), { seed: 1 });
    for (const x of [100, 110, 120, 130, 140]) {
      const y = Math.round(edgeAt(x));
      const wall = meanIn(image, [x - 3, y - 14, x + 3, y - 5]);
      const floor = meanIn(image, [x - 3, y + 6, x + 3, y + 15]);
      expect(wall[2]).toBeGreaterThan(150);
      expect(floor[2]).toBeLessThan(95);
    }
  });

  it("leaves no trace of the thing's colour", () => {
    const { image } = removeItems(room(), boxMask(), { seed: 1 });
    for (let y = 60; y < 120; y++)
      for (let x = 90; x < 150; x++) {
        const [r, , b] = colourOf(image, x, y);
        expect(b - r).toBeLessThan(20);
      }
  });

  it("does not bring in a thing that nowhere touches the hole", () => {
    const striped = (x: number, y: number): Colour =>
      inBox(x, y, [10, 30, 60, 90]) ? ((x + y) % 8 < 4 ? [220, 40, 40] : [255, 230, 60]) : roomWithout(x, y);
    const photo = drawn(240, 180, (x, y) => (inBox(x, y, box) ? [20, 60, 200] : striped(x, y)));
    const { image } = removeItems(photo, boxMask(), { seed: 1 });
    for (let y = 60; y < 120; y++)
      for (let x = 90; x < 150; x++) {
        const [r, g] = colourOf(image, x, y);
        expect(r - g).toBeLessThan(110);
      }
  });

  it("lets the light fall off across a plain wall as it does around the hole", () => {
    const lit = (x: number): number => 120 + x / 10;
    const photo = drawn(240, 180, (x, y) =>
      inBox(x, y, box)
        ? [20, 60, 200]
        : [lit(x) + grain(x, y) / 4, lit(x) + grain(x, y) / 4, lit(x) + grain(x, y) / 4],
    );
    const { image } = removeItems(photo, boxMask(), { seed: 1 });
    for (const x of [95, 120, 140]) {
      const [r] = meanIn(image, [x - 4, 70, x + 4, 110]);
      expect(Math.abs(r - lit(x - 0.5))).toBeLessThan(2.5);
    }
  });

  it("fills the wall as smoothly as it is, where the thing hid the floor too, whatever the seed", () => {
    const lit = (x: number, y: number): number => 110 + x / 3 + y / 6;
    const photo = drawn(240, 180, (x, y): Colour => {
      if (inBox(x, y, box)) return [20, 60, 200];
      const g = grain(x, y) / 4;
      return y < edgeAt(x) ? [lit(x, y) + g, lit(x, y) + g, lit(x, y) + g] : roomWithout(x, y);
    });
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { image } = removeItems(photo, boxMask(), { seed });
        for (let x = 94; x < 146; x += 6) {
          const [r] = meanIn(image, [x - 3, 62, x + 3, 68]);
          // Patches alone are off by up to 4.5 levels here.
          expect(Math.abs(r - lit(x - 0.5, 64.5))).toBeLessThan(3.2);
        }
      }),
      { numRuns: 6 },
    );
  });

  it("continues the edge of wall and floor behind a large thing to within three pixels, however it runs", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 70, max: 110 }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer(),
        (at, rise, seed) => {
          const edge = (x: number): number => at + (rise * (x - 120)) / 100;
          const sofa = [60, 40, 190, 150];
          const photo = drawn(240, 180, (x, y): Colour => {
            if (inBox(x, y, sofa)) return [20, 60, 200];
            const g = grain(x, y);
            return y < edge(x) ? [205 + g, 200 + g, 190 + g] : [130 + g, 85 + g, 50 + g];
          });
          const hole = drawnMask(240, 180, (x, y) => inBox(x, y, sofa));
          const { image } = removeItems(photo, hole, { seed });
          for (let x = 66; x < 184; x += 6) expect(Math.abs(edgeFound(image, x) - edge(x))).toBeLessThan(3);
        },
      ),
      { numRuns: 5 },
    );
  });

  it("carries a skirting board on between wall and floor", () => {
    const board = (y: number, x: number): boolean => y >= edgeAt(x) - 8 && y < edgeAt(x);
    const photo = drawn(240, 180, (x, y): Colour => {
      if (inBox(x, y, box)) return [20, 60, 200];
      const g = grain(x, y) / 2;
      return board(y, x) ? [90 + g, 40 + g, 30 + g] : roomWithout(x, y);
    });
    const { image } = removeItems(photo, boxMask(), { seed: 1 });
    for (const x of [96, 108, 120, 132, 144]) {
      const y = Math.round(edgeAt(x));
      const [red, green] = meanIn(image, [x - 2, y - 6, x + 2, y - 2]);
      expect(red).toBeLessThan(120);
      expect(green).toBeLessThan(70);
    }
  });

  it("does not spread a sofa beside the hole into it", () => {
    const table = [90, 80, 160, 150];
    const sofa = [40, 70, 88, 130];
    const photo = drawn(240, 180, (x, y): Colour => {
      if (inBox(x, y, table)) return [20, 60, 200];
      const g = grain(x, y);
      if (inBox(x, y, sofa)) return [60 + 3 * g, 120 + 3 * g, 70 + 3 * g];
      return roomWithout(x, y);
    });
    const { image } = removeItems(
      photo,
      drawnMask(240, 180, (x, y) => inBox(x, y, table)),
      { seed: 1 },
    );
    for (let y = 84; y < 146; y++)
      for (let x = 110; x < 160; x++) {
        const [r, g] = colourOf(image, x, y);
        expect(g - r).toBeLessThan(25);
      }
  });

  it("keeps the wall's grain: no grey slab", () => {
    const photo = drawn(240, 180, (x, y) => {
      const g = grain(x, y);
      return inBox(x, y, box) ? [20, 60, 200] : [180 + g, 178 + g, 172 + g];
    });
    const { image } = removeItems(photo, boxMask(), { seed: 1 });
    const roughness = (area: readonly number[]): number => {
      let sum = 0;
      for (let y = area[1] ?? 0; y < (area[3] ?? 0); y++)
        for (let x = area[0] ?? 0; x < (area[2] ?? 0); x++)
          sum += Math.abs(colourOf(image, x, y)[1] - colourOf(image, x + 1, y)[1]);
      return sum;
    };
    const inside = roughness([100, 70, 140, 110]);
    const outside = roughness([10, 70, 50, 110]);
    expect(inside / outside).toBeGreaterThan(0.6);
    expect(inside / outside).toBeLessThan(1.4);
  });

  it("takes the shadow beside the thing along, and nothing far away", () => {
    const photo = drawn(240, 180, (x, y) => {
      const g = grain(x, y);
      if (inBox(x, y, box)) return [20, 60, 200];
      const shade = inBox(x, y, [150, 112, 160, 124]) ? 0.6 : 1;
      return [(180 + g) * shade, (150 + g) * shade, (120 + g) * shade];
    });
    const { region } = removeItems(photo, boxMask(), { seed: 1 });
    expect(region.data[118 * 240 + 155]).toBeGreaterThan(0);
    expect(region.data[118 * 240 + 200]).toBe(0);
    expect(region.data[20 * 240 + 120]).toBe(0);
  });

  it("fills several holes in one pass, at the border too", () => {
    const marks = [
      [0, 0, 30, 30],
      [200, 140, 240, 180],
      [100, 20, 130, 50],
    ];
    const photo = drawn(240, 180, (x, y) =>
      marks.some((mark) => inBox(x, y, mark)) ? [20, 60, 200] : roomWithout(x, y),
    );
    const hole = drawnMask(240, 180, (x, y) => marks.some((mark) => inBox(x, y, mark)));
    const { image } = removeItems(photo, hole, { seed: 1 });
    for (const mark of marks) {
      const [r, , b] = meanIn(image, mark);
      expect(b - r).toBeLessThan(10);
    }
  });

  it("fills an exact hole without growing it", () => {
    const { region } = fillHole(room(), boxMask(), { seed: 1 });
    const hole = boxMask();
    expect(region.data.findIndex((v, i) => v > 0 !== (hole.data[i] ?? 0) > 0)).toBe(-1);
  });

  it("lets nothing of an exact hole's content show through, not even at its rim", () => {
    const { image } = fillHole(room(), boxMask(), { seed: 1 });
    for (let y = 60; y < 120; y++)
      for (let x = 90; x < 150; x++) {
        const [r, , b] = colourOf(image, x, y);
        expect(b - r).toBeLessThan(20);
      }
  });
});
