import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enhance } from "#engine/enhance/enhance.ts";
import { estimateCast } from "#engine/enhance/white-balance.ts";
import { type Raster } from "#engine/raster.ts";
import { seededRandom } from "#engine/random.ts";
import { aHouse, aRoom, colourOf, drawn } from "#test/engine/drawn.ts";

const slider = fc.integer({ min: -100, max: 100 });
const mean = ({ data }: Raster): number => data.reduce((a, b) => a + b, 0) / data.length;
const noisy = (seed: number): Raster => {
  const random = seededRandom(seed);
  return drawn(40, 30, () => [random() * 280 - 12, random() * 280 - 12, random() * 280 - 12]);
};
const toned = (photo: Raster, tone: (value: number, channel: number) => number): Raster => ({
  ...photo,
  data: photo.data.map((v, i) => Math.max(0, Math.min(255, tone(v, i % 3)))),
});

describe("enhance", () => {
  it("returns the same bytes when nothing is asked for", () => {
    const photo = noisy(1);
    expect(enhance(photo, { autoAdjust: false })).toBe(photo);
    expect(enhance(photo, { autoAdjust: false, brightness: 0, contrast: 0, saturation: 0 })).toBe(photo);
  });

  it("never clips a channel that was not clipped", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.boolean(),
        slider,
        slider,
        slider,
        (seed, autoAdjust, brightness, contrast, saturation) => {
          const before = noisy(seed);
          const after = enhance(before, { autoAdjust, brightness, contrast, saturation });
          const clipped = after.data.filter((v, i) => (v === 255 || v === 0) && v !== before.data[i]);
          expect(clipped.length).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("makes the same bytes twice", () => {
    const photo = noisy(3);
    const params = { autoAdjust: true, brightness: 20, contrast: -10, saturation: 30 };
    expect(enhance(photo, params)).toEqual(enhance(photo, params));
  });

  it("brightens and darkens the middle and holds black and white", () => {
    const ramp = drawn(256, 2, (x) => [x, x, x]);
    const bright = enhance(ramp, { autoAdjust: false, brightness: 60 });
    const dark = enhance(ramp, { autoAdjust: false, brightness: -60 });
    expect(colourOf(bright, 0, 0)).toEqual([0, 0, 0]);
    expect(colourOf(bright, 255, 0)).toEqual([255, 255, 255]);
    expect(colourOf(bright, 128, 0)[0]).toBeGreaterThan(150);
    expect(colourOf(dark, 128, 0)[0]).toBeLessThan(105);
  });

  it("pulls tones apart with contrast, together without, and stays in order", () => {
    const ramp = drawn(256, 1, (x) => [x, x, x]);
    fc.assert(
      fc.property(slider, slider, (brightness, contrast) => {
        const { data } = enhance(ramp, { autoAdjust: false, brightness, contrast });
        for (let x = 1; x < 256; x++) expect(data[x * 3]).toBeGreaterThanOrEqual(data[x * 3 - 3] ?? 255);
      }),
    );
    const spread = (contrast: number): number => {
      const after = enhance(ramp, { autoAdjust: false, contrast });
      return colourOf(after, 180, 0)[0] - colourOf(after, 76, 0)[0];
    };
    expect(spread(70)).toBeGreaterThan(112);
    expect(spread(-70)).toBeLessThan(92);
  });

  it("goes to grey at saturation −100 and away from it above 0", () => {
    const red = drawn(8, 8, () => [170, 110, 90]);
    const [r, g, b] = colourOf(enhance(red, { autoAdjust: false, saturation: -100 }), 4, 4);
    expect(r === g && g === b).toBe(true);
    const [more, , less] = colourOf(enhance(red, { autoAdjust: false, saturation: 60 }), 4, 4);
    expect(more - less).toBeGreaterThan(95);
  });

  it("brings a dark photo most of the way back and leaves a good one nearly as it is", () => {
    const good = aRoom();
    const dark = toned(good, (v) => 255 * (v / 255) ** 1.9 * 0.5);
    const target = mean(good);
    expect(Math.abs(mean(enhance(dark, { autoAdjust: true })) - target)).toBeLessThan(
      0.5 * Math.abs(mean(dark) - target),
    );
    expect(Math.abs(mean(enhance(good, { autoAdjust: true })) - target)).toBeLessThan(10);
  });

  it("lifts a dark room and keeps the folds of the curtain before its window", () => {
    const isFold = (x: number): boolean => Math.floor(x / 8) % 2 === 0;
    const photo = drawn(320, 240, (x, y) => {
      const inWindow = x > 120 && x < 200 && y > 40 && y < 140;
      if (inWindow) return isFold(x) ? [228, 228, 226] : [192, 192, 190];
      return [26 + ((x * 7 + y * 13) % 9), 24 + ((x + y * 5) % 7), 22];
    });
    const made = enhance(photo, { autoAdjust: true });
    const [wall] = colourOf(made, 40, 200);
    const [light, shade] = [colourOf(made, 164, 90)[1], colourOf(made, 156, 90)[1]];
    expect(wall).toBeGreaterThan(50);
    expect(Math.abs(light - shade)).toBeGreaterThan(0.4 * 36);
  });

  it("lifts a room more when the garden behind its windows is blown, for the camera measured the garden", () => {
    const room = (garden: number): Raster =>
      drawn(160, 120, (x, y) => {
        if (x > 90 && y < 80) return [garden, garden, garden];
        const shade = 40 + x / 2 + y / 3;
        return [shade, shade, shade];
      });
    const wallOf = (photo: Raster): number => colourOf(photo, 30, 60)[1] ?? 0;
    const [blown, seen] = [255, 232].map((garden) => wallOf(enhance(room(garden), { autoAdjust: true })));
    expect(blown).toBeGreaterThan((seen ?? 0) + 8);
  });

  it("halves a tungsten cast at least and leaves neutral light alone", () => {
    const grey = drawn(120, 90, (x, y) => {
      const v = 90 + ((x * 13 + y * 7) % 110);
      return [v, v, v];
    });
    expect(estimateCast(grey).map((gain) => gain.toFixed(2))).toEqual(["1.00", "1.00", "1.00"]);
    const warm = toned(grey, (v, c) => v * (c === 0 ? 1.15 : c === 1 ? 0.92 : 0.55));
    const spread = ({ data }: Raster): number => {
      const at = (c: number): number =>
        data.reduce((sum, v, i) => sum + (i % 3 === c ? v : 0), 0) / (data.length / 3);
      return at(0) - at(2);
    };
    expect(spread(enhance(warm, { autoAdjust: true }))).toBeLessThan(0.5 * spread(warm));
  });

  it("leaves an evening its dark and its blue", () => {
    const noon = aHouse({ sky: () => [14, 60, 150] });
    const late = toned(noon, (v, c) => v * (c === 2 ? 0.55 : 0.4));
    const evening = drawn(noon.width, noon.height, (x, y) => {
      const [r, g, b] = colourOf(noon, x, y);
      return b > 1.6 * r ? [r, g, b] : colourOf(late, x, y);
    });
    const made = enhance(evening, { autoAdjust: true });
    for (const [x, y] of [
      [0.5, 0.05],
      [0.24, 0.8],
      [0.5, 0.95],
    ] as const) {
      const place = [Math.floor(x * noon.width), Math.floor(y * noon.height)] as const;
      const before = colourOf(evening, ...place);
      colourOf(made, ...place).forEach((v, c) => expect(Math.abs(v - (before[c] ?? 0))).toBeLessThan(40));
    }
  });

  it("leaves walls and sand their warmth under a blue sky, and takes as warm a light from a room", () => {
    const house = aHouse({ sky: () => [120, 170, 228] });
    const warm = drawn(house.width, house.height, (x, y) => {
      const [r, g, b] = colourOf(house, x, y);
      if (b > 1.4 * r) return [r, g, b];
      // Sand for grass.
      return g > r ? [r * 2.1, g * 1.16, b * 1.7] : [r, g * 0.92, b * 0.72];
    });
    const room = toned(aRoom(), (v, c) => v * (c === 0 ? 1 : c === 1 ? 0.92 : 0.72));
    const warmth = ({ data }: Raster): number => {
      const sum = [0, 0, 0];
      data.forEach((v, i) => (sum[i % 3] = (sum[i % 3] ?? 0) + v));
      return (sum[0] ?? 0) / (sum[2] ?? 1);
    };
    const lost = (photo: Raster): number => warmth(photo) / warmth(enhance(photo, { autoAdjust: true }));
    expect(lost(room)).toBeGreaterThan(1.15);
    expect(lost(warm)).toBeLessThan(1.3);
  });

  it("takes noise out of a dark noisy photo and keeps its edges", () => {
    const random = seededRandom(9);
    const edge = drawn(160, 120, (x) => {
      const n = (random() + random() + random() - 1.5) * 14;
      const v = (x < 80 ? 22 : 60) + n;
      return [v, v, v];
    });
    const after = enhance(edge, { autoAdjust: true });
    const stats = (photo: Raster, from: number): { mean: number; deviation: number } => {
      const values = Array.from(
        { length: 60 * 100 },
        (_, k) => colourOf(photo, from + (k % 60), 10 + Math.floor(k / 60))[0],
      );
      const m = values.reduce((a, b) => a + b, 0) / values.length;
      return { mean: m, deviation: Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0) / values.length) };
    };
    const noise = (photo: Raster): number =>
      stats(photo, 90).deviation / (stats(photo, 90).mean - stats(photo, 10).mean);
    expect(noise(after)).toBeLessThan(0.6 * noise(edge));
  });
});
