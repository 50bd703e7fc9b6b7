import { describe, expect, it } from "vitest";
import { tapWindow } from "#src/features/edit/tap-window.ts";

describe("tapWindow", () => {
  it("lights, keeps dark, and leaves to the studio again", () => {
    const lit = tapWindow([], 0.3, 0.4);
    expect(lit).toEqual([{ x: 0.3, y: 0.4, lit: true }]);
    const dark = tapWindow(lit, 0.305, 0.4);
    expect(dark).toEqual([{ x: 0.3, y: 0.4, lit: false }]);
    expect(tapWindow(dark, 0.3, 0.41)).toEqual([]);
  });

  it("tells two windows apart and keeps places inside the photo", () => {
    expect(tapWindow([{ x: 0.3, y: 0.4, lit: true }], 1.2, -0.1)).toEqual([
      { x: 0.3, y: 0.4, lit: true },
      { x: 1, y: 0, lit: true },
    ]);
  });
});
