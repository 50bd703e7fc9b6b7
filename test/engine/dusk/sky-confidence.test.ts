import { describe, expect, it } from "vitest";
import { skyConfidence, sureSky } from "#engine/dusk/sky-confidence.ts";
import { type SkyMeasures } from "#engine/dusk/sky-measures.ts";

/** What was measured of an ordinary ceiling. */
const ceiling: SkyMeasures = {
  coverage: 0.27,
  borderContrast: 0.21,
  texture: 0.003,
  lightness: 0.77,
  blueness: 0.017,
  redness: 0.003,
  blown: 0,
  leaves: 0.002,
  skyline: 0.29,
};
const sureOf = (measures: Partial<SkyMeasures>): number => skyConfidence({ ...ceiling, ...measures });

describe("skyConfidence", () => {
  it.each<[string, Partial<SkyMeasures>]>([
    ["deep blue before noon", { blueness: -0.138, redness: -0.02, lightness: 0.57, borderContrast: 0.138 }],
    ["white to the brim over roofs", { blown: 0.7, lightness: 0.997, blueness: 0, texture: 0, leaves: 0.01 }],
    ["grey over gardens", { lightness: 0.78, blueness: -0.016, leaves: 0.15, borderContrast: 0.276 }],
    [
      "pale and even over a street",
      { lightness: 0.96, blueness: -0.003, texture: 0.001, borderContrast: 0.45 },
    ],
  ])("is sure of a sky that is %s", (_, measures) => {
    expect(sureOf(measures)).toBeGreaterThanOrEqual(sureSky);
  });

  it.each<[string, Partial<SkyMeasures>]>([
    ["a ceiling", {}],
    ["a violet wall", { blueness: -0.071, redness: 0.015, lightness: 0.73, borderContrast: 0.26 }],
    [
      "a white band along the top",
      { blown: 0.98, lightness: 1, texture: 0, borderContrast: 0.6, skyline: 0 },
    ],
    [
      "an overexposed ceiling that is not white to the brim",
      { lightness: 0.985, texture: 0.001, borderContrast: 0.3, blown: 0.1 },
    ],
    ["a cream ceiling over plants", { leaves: 0.12, blueness: 0.03, borderContrast: 0.25 }],
  ])("does not take %s for sky", (_, measures) => {
    expect(sureOf(measures)).toBeLessThan(sureSky);
  });
});
