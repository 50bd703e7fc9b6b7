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
  brightness: 0.75,
  lamplit: 0.2,
};
const navy = { lightness: 0.27, blueness: -0.15, texture: 0.0004, brightness: 0.6, lamplit: 0.9 };
const black = { ...navy, lightness: 0.15, blueness: 0, redness: 0 };
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
    ["deep violet after sunset", { blueness: -0.102, redness: 0.017, lightness: 0.7, brightness: 0.65 }],
    ["navy", navy],
    ["navy over lamps that are white", { ...navy, lamplit: 0 }],
    ["violet at night", { ...navy, lightness: 0.37, redness: 0.02, blueness: -0.09 }],
    ["black over lamps", black],
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
    ["a navy wall in daylight", { ...navy, blueness: -0.05, brightness: 0.82 }],
    ["a wall in a blue that days have too", { ...navy, blueness: -0.05, lightness: 0.4 }],
    ["a navy banner along the top", { ...navy, blueness: -0.05, skyline: 0 }],
    ["a brown ceiling over lamps", { ...black, redness: 0.02, blueness: 0.025 }],
    ["the dark of a room with a bright window", { ...black, lamplit: 0.1 }],
    ["black cupboards over lamps", { ...black, texture: 0.0014 }],
    ["the shade of a roof over a yard in the sun", { ...black, brightness: 0.85 }],
  ])("does not take %s for sky", (_, measures) => {
    expect(sureOf(measures)).toBeLessThan(sureSky);
  });
});
