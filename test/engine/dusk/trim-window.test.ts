import { describe, expect, it } from "vitest";
import { facadeView } from "#engine/dusk/facade-view.ts";
import { trimmedWindow } from "#engine/dusk/trim-window.ts";
import { emptyMask } from "#engine/raster.ts";
import { drawn } from "#test/engine/drawn.ts";

/** A brick wall with a window of two panes at 60–120 × 60–130, its pale lintel 40–60 over it. */
const wall = drawn(200, 200, (x, y) => {
  const isWindow = x >= 60 && x < 120 && y >= 60 && y < 130;
  if (isWindow) return Math.abs(x - 90) < 3 ? [235, 235, 235] : [40, 46, 54];
  if (x >= 60 && x < 120 && y >= 40 && y < 60) return [214, 200, 170];
  return [128, 72, 52];
});
const view = facadeView(wall, emptyMask(200, 200));
const framed = (left: number, right: number, top: number, bottom: number) => ({
  left,
  right,
  topLeft: top,
  topRight: top,
  bottomLeft: bottom,
  bottomRight: bottom,
});
const oddsBy = (oddsAt: (x: number, y: number) => number) => ({
  data: Float32Array.from({ length: 40_000 }, (_, i) => oddsAt(i % 200, Math.floor(i / 200))),
  width: 200,
  height: 200,
});
const isInWindow = (x: number, y: number): boolean => x >= 60 && x < 120 && y >= 60 && y < 130;

describe("trimmedWindow", () => {
  it("takes a lintel and wall off, to the network little of a window", () => {
    const odds = oddsBy((x, y) => (isInWindow(x, y) ? 4 : 0.5));
    const { left, right, topLeft, bottomLeft } = trimmedWindow(framed(60, 132, 40, 130), view, odds);
    expect(left).toBe(60);
    expect(right).toBeGreaterThan(114);
    expect(right).toBeLessThan(123);
    expect(topLeft).toBeGreaterThan(56);
    expect(topLeft).toBeLessThan(64);
    expect(bottomLeft).toBe(130);
  });

  it("keeps a blind that is as much window to the network as the glass under it", () => {
    const odds = oddsBy((_, y) => (y >= 40 && y < 130 ? 4 : -3));
    expect(trimmedWindow(framed(60, 120, 40, 130), view, odds).topLeft).toBeLessThan(52);
  });

  it("leaves a window as it is that is one from side to side", () => {
    const odds = oddsBy((x, y) => (isInWindow(x, y) ? 4 : -3));
    const window = framed(60, 120, 60, 130);
    expect(trimmedWindow(window, view, odds)).toEqual(window);
  });
});
