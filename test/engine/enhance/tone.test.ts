import { describe, expect, it } from "vitest";
import { develop } from "#engine/enhance/tone.ts";
import { colourOf, drawn } from "#test/engine/drawn.ts";

describe("develop", () => {
  it("leaves what a warm lamp clipped in red warm or white: the balance that makes walls grey does not turn it cyan", () => {
    const lamp = { gains: [0.45, 0.72, 1], exposure: 1, lift: 0, black: 0 } as const;
    const wall = drawn(60, 40, (x) => (x < 30 ? [255, 230, 190] : [180, 140, 105]));
    const [r, g, b] = colourOf(develop(wall, lamp), 10, 20);
    expect(Math.min(r - g, r - b)).toBeGreaterThanOrEqual(-2);
    const [wallR, , wallB] = colourOf(develop(wall, lamp), 50, 20);
    expect(wallR - wallB).toBeLessThan(30);
  });
});
