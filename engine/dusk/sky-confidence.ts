import { type SkyMeasures } from "#engine/dusk/sky-measures.ts";
import { type SkyRegion } from "#engine/dusk/sky-region.ts";
import { ramp } from "#engine/ramp.ts";

/** From this confidence up a region counts as sky. */
export const sureSky = 0.5;

/** OKLab lightness that no sky of a day stays below: of 448 house fronts by day the deepest blue has 0.41. */
export const darkestDay = 0.34;

/** Whether a photo's sky was found, and surely. */
export const isSky = (region: SkyRegion | undefined): region is SkyRegion =>
  region !== undefined && skyConfidence(region) >= sureSky;

/** Whether a region is the sky of night, and surely. */
export const isNightSky = (region: SkyRegion | undefined): region is SkyRegion =>
  region !== undefined && night(region) >= sureSky;

/**
 * How sure it is that a region is sky, 0–1. Blue, smooth and bright is sky, and so is what is bluer than walls are, also
 * when it is deep. Pale needs more: nearly white, featureless, and a plain edge against what is below, which a ceiling
 * does not have; or white to the brim over a skyline; or leaves and grass below it. A band along the top is a frame.
 */
export function skyConfidence(region: SkyMeasures): number {
  const smooth = 1 - ramp(region.texture, 0.009, 0.016);
  return (
    Math.max(
      blue(region),
      deep(region),
      pale(region),
      blown(region),
      leafy(region),
      evening(region),
      night(region),
    ) * smooth
  );
}

/** Less of blue will do where something grows. */
const blue = ({ blueness, redness, lightness, borderContrast, leaves }: SkyMeasures): number => {
  const enough = 0.016 - 0.006 * growing(leaves);
  return (
    ramp(-blueness, enough, enough + 0.022) *
    ramp(-redness, -0.02, -0.008) *
    ramp(lightness, 0.54, 0.63) *
    ramp(borderContrast, 0.06, 0.13)
  );
};

const deep = ({ blueness, redness, borderContrast }: SkyMeasures): number =>
  ramp(-blueness, 0.06, 0.085) * ramp(-redness, -0.008, 0) * ramp(borderContrast, 0.04, 0.09);

const pale = ({ lightness, borderContrast, texture, skyline }: SkyMeasures): number =>
  ramp(lightness, 0.84, 0.91) *
  ramp(borderContrast, 0.27, 0.4) *
  (1 - ramp(texture, 0.002, 0.006)) *
  ramp(skyline, 0.03, 0.08);

const blown = ({
  lightness,
  borderContrast,
  texture,
  skyline,
  coverage,
  blown: share,
}: SkyMeasures): number =>
  ramp(share, 0.2, 0.4) *
  ramp(lightness, 0.96, 0.985) *
  (1 - ramp(texture, 0.001, 0.003)) *
  ramp(borderContrast, 0.13, 0.18) *
  ramp(coverage, 0.06, 0.09) *
  ramp(skyline, 0.06, 0.1);

const leafy = ({ leaves, lightness, borderContrast, blueness, texture, coverage }: SkyMeasures): number =>
  growing(leaves) *
  ramp(lightness, 0.7, 0.77) *
  ramp(borderContrast, 0.12, 0.17) *
  (1 - ramp(blueness, 0.01, 0.022)) *
  (1 - ramp(texture, 0.004, 0.009)) *
  ramp(coverage, 0.04, 0.08);

/** Violet to pink is a colour that walls rarely and ceilings never have; the deeper the violet, the less pink will do. */
const evening = ({ redness, blueness, borderContrast, brightness }: SkyMeasures): number => {
  const pink = ramp(redness, 0.015, 0.03) * ramp(-blueness, -0.035, -0.01) * ramp(borderContrast, 0.03, 0.07);
  const violet =
    ramp(-blueness, 0.08, 0.1) *
    ramp(redness, 0, 0.008) *
    ramp(borderContrast, 0.06, 0.12) *
    (1 - ramp(brightness, 0.75, 0.85));
  return 0.8 * Math.max(pink, violet);
};

/**
 * Navy darker than any day sky, or nearly so and violet, over what no sun shines on; or black and even where what is
 * bright is lamps, since a dark room shows the white of its windows.
 */
const night = (region: SkyMeasures): number => {
  const { lightness, blueness, redness, texture, skyline, brightness, lamplit } = region;
  const limit = darkestDay + 0.06 * ramp(redness, 0.005, 0.015);
  const navy = ramp(-blueness, 0.025, 0.045) * (1 - ramp(lightness, limit - 0.04, limit + 0.04));
  const black =
    (1 - ramp(lightness, 0.19, 0.25)) *
    (1 - ramp(Math.hypot(redness, blueness), 0.015, 0.03)) *
    (1 - ramp(texture, 0.0006, 0.0014)) *
    ramp(lamplit, 0.45, 0.65);
  return Math.max(navy, black) * (1 - ramp(brightness, 0.7, 0.8)) * ramp(skyline, 0.005, 0.02);
};

/** Of 669 photos of rooms 21 show more green than the lower figure and 5 more than the upper one. */
const growing = (leaves: number): number => ramp(leaves, 0.045, 0.09);
