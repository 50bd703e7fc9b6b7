import { describe, expect, it } from "vitest";
import { withoutFramed } from "#engine/renovation/without-framed.ts";
import { drawnMask } from "#test/engine/drawn.ts";

const width = 300;
const height = 200;
const within = (x: number, y: number, left: number, top: number, right: number, bottom: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;
const at = (data: Uint8Array, x: number, y: number): number => data[y * width + x] ?? -1;

describe("withoutFramed", () => {
  it("leaves out what hangs in a frame and keeps the wall around it", () => {
    const wall = drawnMask(
      width,
      height,
      (x, y) => !within(x, y, 106, 66, 136, 106) || within(x, y, 110, 70, 132, 102),
    );
    const { data } = withoutFramed(wall);
    expect(at(data, 120, 85)).toBe(0);
    expect(at(data, 103, 85)).toBe(255);
  });

  it("keeps a piece of wall that is seen between furniture", () => {
    // A cupboard fills the right third but for a gap; no wall is beyond it.
    const wall = drawnMask(width, height, (x, y) => x < 200 || within(x, y, 230, 80, 250, 110));
    expect(at(withoutFramed(wall).data, 240, 95)).toBe(255);
  });

  it("keeps what is larger than a picture", () => {
    const wall = drawnMask(
      width,
      height,
      (x, y) => !within(x, y, 60, 40, 220, 150) || within(x, y, 64, 44, 216, 146),
    );
    expect(at(withoutFramed(wall).data, 120, 90)).toBe(255);
  });
});
