import { describe, expect, it } from "vitest";
import { bestOfOverlapping, isOfGarage } from "#engine/dusk/window-family.ts";

const pane = (left: number, wide: number, tall: number, score = 1) => ({
  left,
  right: left + wide,
  topLeft: 100,
  topRight: 100,
  bottomLeft: 100 + tall,
  bottomRight: 100 + tall,
  score,
});

describe("isOfGarage", () => {
  it("is so for flat panes in a row, also where the one in between was missed", () => {
    expect(isOfGarage(pane(50, 46, 20), [pane(50, 46, 20), pane(104, 46, 20)])).toBe(true);
    expect(isOfGarage(pane(50, 46, 20), [pane(50, 46, 20), pane(160, 46, 20)])).toBe(true);
  });

  it("is not for wide windows of two rooms, nor for one alone", () => {
    expect(isOfGarage(pane(50, 40, 30), [pane(50, 40, 30), pane(145, 40, 30)])).toBe(false);
    const alone = pane(50, 46, 20);
    expect(isOfGarage(alone, [alone])).toBe(false);
  });
});

describe("bestOfOverlapping", () => {
  const window = pane(50, 60, 60, 1.2);
  const withWall = pane(50, 90, 70, 1.1);

  it("prefers the larger of two nearly as good, unless size is to count little", () => {
    expect(bestOfOverlapping([window, withWall])).toEqual([withWall]);
    expect(bestOfOverlapping([window, withWall], 0.1)).toEqual([window]);
  });
});
