import { expect, it } from "vitest";
import { fadingMask } from "#engine/compose/fading-mask.ts";
import { plainlyDrawn } from "#engine/compose/plainly-drawn.ts";
import { aRoom, colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

it("fades what is faint towards the mask's border, and nothing that is plainly drawn", () => {
  const [width, height, border] = [300, 200, 150];
  const room = aRoom(width, height);
  const mask = drawnMask(width, height, (x) => x < border);
  const after = drawn(width, height, (x, y) => {
    const [r, g, b] = colourOf(room, x, y);
    // A thing above, a soft shadow below; both run on to the border and beyond.
    return y < 80 ? [20, 40, 200] : [r - 12, g - 12, b - 12];
  });
  const { data } = fadingMask(plainlyDrawn(room, after, mask));
  const at = (x: number, y: number) => data[y * width + x] ?? 0;
  for (let x = 20; x < border; x++) expect(at(x, 40)).toBe(255);
  const row = Array.from({ length: border }, (_, x) => at(x, 150));
  expect(row[border - 1]).toBeLessThan(40);
  expect(row[border - 20]).toBe(255);
  // Step by step, so that no line is seen.
  for (const [x, share] of row.entries()) expect(Math.abs(share - (row[x - 1] ?? share))).toBeLessThan(45);
  expect(data.filter((share, i) => i % width > border && share > 0)).toHaveLength(0);
});
