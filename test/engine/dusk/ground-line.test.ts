import { describe, expect, it } from "vitest";
import { groundLine } from "#engine/dusk/ground-line.ts";

const [width, height] = [400, 300];
const edge = (x: number, top: number, bottom: number) => ({ x, top, bottom, sign: 1 });
/** Corners and posts of houses that stand at row 225. */
const house = Array.from({ length: 20 }, (_, k) => edge(10 + 20 * k, 150, 225));

describe("groundLine", () => {
  it("is where the house's edges end, also behind a bin that stands nearer", () => {
    const bin = [195, 210].map((x) => edge(x, 240, 270));
    const ground = groundLine([...house, ...bin], width, height);
    for (const x of [40, 200, 300]) expect(ground[x]).toBe(225);
  });

  it("is the picture's end where edges end high up, as windows upstairs do, or are short", () => {
    expect(groundLine([edge(100, 60, 120)], width, height)[100]).toBe(height);
    expect(groundLine([edge(100, 230, 240)], width, height)[100]).toBe(height);
  });
});
