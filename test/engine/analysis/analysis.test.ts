import { describe, expect, it } from "vitest";
import { photoAnalysis } from "#core/analysis/analysis.ts";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { measurePhoto } from "#engine/analysis/measure-photo.ts";
import { noiseSigma } from "#engine/analysis/noise.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { type Raster } from "#engine/raster.ts";
import { seededRandom } from "#engine/random.ts";
import { aHouse, aRoom, colourOf, drawn, duskSky } from "#test/engine/drawn.ts";

const toned = (photo: Raster, tone: (value: number, channel: number) => number): Raster => ({
  ...photo,
  data: photo.data.map((v, i) => Math.max(0, Math.min(255, tone(v, i % 3)))),
});

describe("analysePhoto", () => {
  it("answers in core's schema", () => {
    for (const photo of [aHouse(), aRoom()])
      expect(photoAnalysis.safeParse(analysePhoto(photo)).success).toBe(true);
  });

  it("tells a house by day from one at dusk and from an empty room", () => {
    expect(analysePhoto(aHouse())).toMatchObject({ scene: "exterior", timeOfDay: "day", skyVisible: true });
    expect(analysePhoto(aHouse({ sky: duskSky }))).toMatchObject({ scene: "exterior", timeOfDay: "dusk" });
    expect(analysePhoto(aRoom())).toMatchObject({
      scene: "interior",
      furnishing: "empty",
      skyVisible: false,
    });
  });

  it("knows a house under an overcast sky also from a photo taken a stop too dark", () => {
    const overcast = aHouse({ sky: () => [236, 238, 240] });
    const darker = toned(overcast, (v) => v * 0.72);
    for (const photo of [overcast, darker])
      expect(analysePhoto(photo)).toMatchObject({ scene: "exterior", timeOfDay: "day", skyVisible: true });
    expect(analysePhoto(toned(aRoom(), (v) => v * 0.72))).toMatchObject({
      scene: "interior",
      furnishing: "empty",
    });
  });

  it("names what is wrong with the light", () => {
    expect(analysePhoto(toned(aRoom(), (v) => v * 0.25)).issues).toContain("dark");
    expect(analysePhoto(toned(aRoom(), (v) => v * 0.2 + 210)).issues).toContain("overexposed");
    expect(
      analysePhoto(toned(aRoom(), (v, c) => v * (c === 0 ? 1.1 : c === 1 ? 0.8 : 0.4))).issues,
    ).toContain("colour-cast");
    expect(analysePhoto(aRoom()).issues).not.toContain("dark");
  });

  it("sees a blurred photo and a leaning one", () => {
    expect(measurePhoto(gaussianRaster(aHouse({ width: 900, height: 600 }), 6)).sharpness.isBlurred).toBe(
      true,
    );
    expect(measurePhoto(aHouse({ width: 900, height: 600 })).sharpness.isBlurred).toBe(false);
    const slope = Math.tan((3 * Math.PI) / 180);
    const house = gaussianRaster(aHouse({ width: 600, height: 400 }), 0.7);
    // Between the pixels, as a lens draws leaning edges; whole pixels would make stairs of upright pieces.
    const leaning = drawn(600, 400, (x, y) => {
      const at = Math.max(0, Math.min(598, x + (y - 200) * slope));
      const [left, right] = [colourOf(house, Math.floor(at), y), colourOf(house, Math.floor(at) + 1, y)];
      const t = at - Math.floor(at);
      return [
        left[0] + (right[0] - left[0]) * t,
        left[1] + (right[1] - left[1]) * t,
        left[2] + (right[2] - left[2]) * t,
      ];
    });
    expect(measurePhoto(house).uprightness.rollDegrees).toBeCloseTo(0, 0);
    expect(Math.abs(Math.abs(measurePhoto(leaning).uprightness.rollDegrees) - 3)).toBeLessThan(0.8);
  });
});

describe("noiseSigma", () => {
  it.each([0, 3, 8])("measures noise of %i bytes to within a quarter", (sigma) => {
    const random = seededRandom(11);
    const gauss = (): number => Array.from({ length: 6 }, random).reduce((a, b) => a + b, -3) * Math.sqrt(2);
    const photo = drawn(320, 240, (x, y) => {
      const v = 90 + x * 0.2 + y * 0.1 + gauss() * sigma;
      return [v, v, v];
    });
    expect(Math.abs(noiseSigma(photo) - sigma)).toBeLessThan(0.25 * sigma + 0.5);
  });
});
