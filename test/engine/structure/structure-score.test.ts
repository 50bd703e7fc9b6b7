import { describe, expect, it } from "vitest";
import { structureScore } from "#engine/structure/structure-score.ts";
import { type Raster } from "#engine/raster.ts";
import { seededRandom } from "#engine/random.ts";
import { aHouse, aRoom, type Colour, colourOf, drawn, drawnMask, housePlan } from "#test/engine/drawn.ts";

const house = aHouse();
const { width, height } = house;
const redrawn = (photo: Raster, colourAt: (x: number, y: number, own: Colour) => Colour): Raster =>
  drawn(photo.width, photo.height, (x, y) => colourAt(x, y, colourOf(photo, x, y)));
const [pane] = housePlan.windows;
const wall: Colour = [186, 150, 128];

describe("structureScore", () => {
  it("gives a photo against itself 1", async () => {
    expect((await structureScore(house, house)).score).toBe(1);
  });

  it.each([
    ["brightened", (_x, _y, [r, g, b]) => [r * 1.25 + 8, g * 1.25 + 8, b * 1.25 + 8]],
    ["darkened to dusk", (_x, _y, [r, g, b]) => [r * 0.3, g * 0.32, b * 0.45]],
    ["cooled", (_x, _y, [r, g, b]) => [r * 0.8, g, b * 1.1]],
    [
      "with grain",
      (x, y, [r, g, b]) => {
        const n = seededRandom(x * 5000 + y)() * 14 - 7;
        return [r + n, g + n, b + n];
      },
    ],
    [
      "with lit windows",
      (x, y, own) =>
        housePlan.windows.some(
          (w) => x > w.left * width && x < w.right * width && y > w.top * height && y < w.bottom * height,
        )
          ? [250, 200, 120]
          : own,
    ],
  ] satisfies [string, (x: number, y: number, own: Colour) => Colour][])(
    "passes the same house %s",
    async (_how, tone) => {
      expect((await structureScore(house, redrawn(house, tone))).score).toBeGreaterThan(0.93);
    },
  );

  it.each([
    [
      "a window painted over",
      (x, y, own) =>
        pane !== undefined &&
        x > (pane.left - 0.01) * width &&
        x < (pane.right + 0.01) * width &&
        y > (pane.top - 0.01) * height &&
        y < (pane.bottom + 0.01) * height
          ? wall
          : own,
    ],
    [
      "a door added",
      (x, y, own) =>
        x > 0.36 * width && x < 0.43 * width && y > 0.6 * height && y < 0.9 * height ? [70, 40, 30] : own,
    ],
    ["the wall moved by 2 %", (x, y, own) => (y > 0.4 * height && x > 12 ? colourOf(house, x - 10, y) : own)],
    [
      "the camera moved",
      (x, y) =>
        colourOf(
          house,
          Math.min(width - 1, Math.round(x * 0.97)),
          Math.min(height - 1, Math.round(y * 0.97)),
        ),
    ],
  ] satisfies [string, (x: number, y: number, own: Colour) => Colour][])(
    "catches %s",
    async (_what, change) => {
      const { score, heat } = await structureScore(house, redrawn(house, change));
      expect(score).toBeLessThan(0.9);
      expect(heat.data.some((v) => v > 128)).toBe(true);
    },
  );

  it("asks nothing of what was allowed to change", async () => {
    const changed = redrawn(house, (x, y, own) =>
      x < width / 2 ? [(x * 37) % 255, (y * 91) % 255, 60] : own,
    );
    const allowed = drawnMask(width, height, (x) => x <= width / 2);
    expect((await structureScore(house, changed)).score).toBeLessThan(0.9);
    expect((await structureScore(house, changed, allowed)).score).toBeGreaterThan(0.97);
  });

  it("compares pictures of different sizes", async () => {
    const room = aRoom(480, 320);
    expect((await structureScore(room, aRoom(960, 640))).score).toBeGreaterThan(0.9);
  });
});
