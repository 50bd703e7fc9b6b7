import { describe, expect, it } from "vitest";
import { tapSurface } from "#src/features/edit/tap-surface.ts";

describe("tapSurface", () => {
  it("chooses the surface at a place, and leaves it when its dot is tapped", () => {
    const floor = tapSurface([], 0.3, 0.9);
    expect(floor).toEqual([{ x: 0.3, y: 0.9 }]);
    const both = tapSurface(floor, 1.2, 0.2);
    expect(both).toEqual([
      { x: 0.3, y: 0.9 },
      { x: 1, y: 0.2 },
    ]);
    expect(tapSurface(both, 0.31, 0.9)).toEqual([{ x: 1, y: 0.2 }]);
  });
});
