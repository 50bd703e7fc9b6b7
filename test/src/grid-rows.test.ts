import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areShort,
  cornerOf,
  type GridShape,
  heightOf,
  rowsNear,
  rowsOf,
} from "#src/features/listing/grid-rows.ts";

const anyShape: fc.Arbitrary<GridShape> = fc.record({
  columns: fc.integer({ min: 1, max: 8 }),
  cellWidthPx: fc.double({ min: 60, max: 400, noNaN: true }),
  cellHeightPx: fc.double({ min: 40, max: 300, noNaN: true }),
  gapPx: fc.integer({ min: 0, max: 16 }),
});
const anyDisplay = fc.record({
  gridTopPx: fc.double({ min: -200_000, max: 2000, noNaN: true }),
  heightPx: fc.integer({ min: 300, max: 1600 }),
});
const anyCount = fc.integer({ min: 0, max: 3000 });

describe("the rows of a long grid that are made", () => {
  it("hold every cell that is on the display", () => {
    fc.assert(
      fc.property(anyShape, anyDisplay, anyCount, (shape, display, cells) => {
        const { from, to } = rowsOf(rowsNear(shape, display), shape, cells);
        const missing = Array.from({ length: cells }, (_, place) => place).filter((place) => {
          const topPx = display.gridTopPx + cornerOf(shape, place).topPx;
          const row = Math.floor(place / shape.columns);
          const isShown = topPx < display.heightPx && topPx + shape.cellHeightPx > 0;
          return isShown && (row < from || row >= to);
        });
        expect(missing).toEqual([]);
      }),
    );
  });

  it("are short as soon as one scrolls to a cell that is not made, and not before", () => {
    fc.assert(
      fc.property(
        anyShape,
        anyDisplay,
        fc.double({ min: -3, max: 3, noNaN: true }),
        (shape, display, far) => {
          const made = rowsNear(shape, display);
          const now = { ...display, gridTopPx: display.gridTopPx + far * display.heightPx };
          const pitchPx = shape.cellHeightPx + shape.gapPx;
          const firstPx = now.gridTopPx + made.from * pitchPx;
          const endPx = now.gridTopPx + made.to * pitchPx;
          // To a hundredth of a pixel: who is right at a row's very edge shows nowhere.
          fc.pre(Math.abs(firstPx) > 0.01 && Math.abs(endPx - now.heightPx) > 0.01);
          expect(areShort(made, shape, now)).toBe(firstPx > 0 || endPx < now.heightPx);
        },
      ),
    );
  });

  it("fill no more than three displays and the two rows at their edges, wherever one is", () => {
    fc.assert(
      fc.property(anyShape, anyDisplay, anyCount, (shape, display, cells) => {
        const { from, to } = rowsOf(rowsNear(shape, display), shape, cells);
        const pitchPx = shape.cellHeightPx + shape.gapPx;
        expect((to - from) * pitchPx).toBeLessThanOrEqual(3 * display.heightPx + 2 * pitchPx);
      }),
    );
  });

  it("are some wherever one is, as long as there are cells", () => {
    fc.assert(
      fc.property(anyShape, anyDisplay, anyCount, (shape, display, cells) => {
        fc.pre(cells > 0 && display.gridTopPx <= display.heightPx);
        const { from, to } = rowsOf(rowsNear(shape, display), shape, cells);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });

  it("are as high as the whole grid together with the room before and after them", () => {
    fc.assert(
      fc.property(anyShape, anyDisplay, anyCount, (shape, display, cells) => {
        fc.pre(cells > 0);
        const all = Math.ceil(cells / shape.columns);
        const { from, to } = rowsOf(rowsNear(shape, display), shape, cells);
        const parts = [from, to - from, all - to].filter((rows) => rows > 0);
        const heightPx =
          parts.reduce((sum, rows) => sum + heightOf(shape, rows), 0) +
          Math.max(0, parts.length - 1) * shape.gapPx;
        expect(heightPx).toBeCloseTo(heightOf(shape, all), 3);
      }),
    );
  });

  it("are the last ones where the list became shorter than that", () => {
    const shape = { columns: 2, cellWidthPx: 100, cellHeightPx: 96, gapPx: 4 };
    const near = rowsNear(shape, { gridTopPx: -9000, heightPx: 800 });
    expect(rowsOf(near, shape, 1000)).toEqual({ from: 82, to: 106 });
    expect(rowsOf(near, shape, 100)).toEqual({ from: 26, to: 50 });
    expect(rowsOf(near, shape, 3)).toEqual({ from: 0, to: 2 });
  });
});
