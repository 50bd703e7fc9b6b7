import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { isPanorama } from "#engine/analysis/panorama.ts";
import { type Raster } from "#engine/raster.ts";
import { aHouse, aRoom, drawn } from "#test/engine/drawn.ts";

/** A room all around: ceiling, walls of four colours that blend into each other, floor. */
const aTurn = (shift = 0): Raster =>
  drawn(512, 256, (x, y) => {
    if (y < 60) return [235, 232, 226];
    if (y > 190) return [140, 100, 70];
    const angle = ((x + shift) / 512) * 2 * Math.PI;
    return [150 + 80 * Math.cos(angle), 150, 150 + 80 * Math.sin(angle)];
  });

describe("isPanorama", () => {
  it("knows a whole turn wherever it begins, and not when half of it is gone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 511 }), (shift) => {
        expect(isPanorama(aTurn(shift))).toBe(true);
        const { data } = aTurn(shift);
        const cut = drawn(512, 256, (x, y) => {
          const i = (y * 512 + Math.floor(x / 2)) * 3;
          return [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
        });
        expect(isPanorama(cut)).toBe(false);
      }),
      { numRuns: 4 },
    );
  });

  it("takes neither a room nor a house for one, whatever their shape, nor an even page", () => {
    for (const [width, height] of [
      [480, 320],
      [512, 256],
      [320, 480],
    ] as const) {
      expect(isPanorama(aRoom(width, height))).toBe(false);
      expect(isPanorama(aHouse({ width, height }))).toBe(false);
    }
    expect(isPanorama(drawn(512, 256, (x) => (x > 200 && x < 300 ? [20, 20, 20] : [250, 250, 250])))).toBe(
      false,
    );
  });

  it("knows a strip by its shape, and says so in the analysis", () => {
    expect(analysePhoto(aHouse({ width: 900, height: 300 })).issues).toContain("panorama");
    expect(analysePhoto(aHouse({ width: 600, height: 400 })).issues).not.toContain("panorama");
  });
});
