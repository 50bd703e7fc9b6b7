import { describe, expect, it } from "vitest";
import { type Mask } from "#engine/raster.ts";
import { castShadows } from "#engine/removal/cast-shadows.ts";
import { type Colour, drawn, drawnMask } from "#test/engine/drawn.ts";

const width = 320;
const height = 240;
const isBox = (x: number, y: number): boolean => x >= 120 && x < 190 && y >= 70 && y < 150;
const isBeneath = (x: number, y: number): boolean => x >= 125 && x < 195 && y >= 150 && y < 160;
/** A mark is a little larger than the thing. */
const marked = drawnMask(width, height, (x, y) => x >= 118 && x < 192 && y >= 68 && y < 152);
const grain = (x: number, y: number): number => ((x * 7919 + y * 104729 + x * y * 31) % 7) - 3;

/** A red box on a floor; what lies just under it has a colour of its own. */
const taken = (beneath: Colour, floor: (x: number, y: number) => Colour, isDark = isBeneath): Mask =>
  castShadows(
    drawn(width, height, (x, y) => {
      if (isBox(x, y)) return [180, 30, 30];
      const g = grain(x, y);
      const [r, gr, b] = isDark(x, y) ? beneath : floor(x, y);
      return [r + g, gr + g, b + g];
    }),
    marked,
  );
const count = (mask: Mask): number => mask.data.reduce((sum, v) => sum + (v >= 128 ? 1 : 0), 0);
const floor = (): Colour => [190, 160, 130];

describe("taking cast shadows along", () => {
  it("takes a darker patch of the same floor beside the thing", () => {
    expect(count(taken([125, 104, 84], floor))).toBeGreaterThan(count(marked) + 500);
  });

  it("takes the shadow's soft edge along, which would pass for a dark floor", () => {
    const { data } = taken([125, 104, 84], floor);
    expect(data[162 * width + 160]).toBe(255);
    expect(data[168 * width + 160]).toBe(0);
  });

  it("takes the strip that a mark leaves of a shadow, though it is long and narrow, and its soft edge", () => {
    const strip = (x: number, y: number): boolean => x >= 122 && x < 190 && y >= 150 && y < 155;
    const { data } = taken([125, 104, 84], floor, strip);
    expect(data[157 * width + 160]).toBe(255);
    expect(data[164 * width + 160]).toBe(0);
  });

  it("leaves a dark place of another colour, which is a thing of its own", () => {
    expect(count(taken([60, 90, 160], floor))).toBe(count(marked));
  });

  it("leaves what is too black to be the floor in shade", () => {
    expect(count(taken([30, 25, 20], floor))).toBe(count(marked));
  });

  it("leaves a darker wall that runs on as dark as it is", () => {
    const beside = (x: number, y: number): boolean => y >= 130 && x >= 150;
    expect(count(taken([125, 104, 84], floor, beside))).toBe(count(marked));
  });
});
