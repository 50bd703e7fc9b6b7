import { type SkyMeasures } from "#engine/dusk/sky-measures.ts";
import { type SkyRegion } from "#engine/dusk/sky-region.ts";

/** From this confidence up a region counts as sky. */
export const sureSky = 0.5;

/** Whether a photo's sky was found, and surely. */
export const isSky = (region: SkyRegion | undefined): region is SkyRegion =>
  region !== undefined && skyConfidence(region) >= sureSky;

/**
 * How sure it is that a region is sky, 0–1. Blue, smooth and bright is sky, and so is what is bluer than walls are, also
 * when it is deep. Pale needs more: nearly white, featureless, and a plain edge against what is below, which a ceiling
 * does not have; or white to the brim over a skyline; or leaves and grass below it. A band along the top is a frame.
 */
export function skyConfidence(region: SkyMeasures): number {
  const smooth = 1 - ramp(region.texture, 0.009, 0.016);
  return (
    Math.max(blue(region), deep(region), pale(region), blown(region), leafy(region), evening(region)) * smooth
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

/** Violet to pink is a colour that walls rarely and ceilings never have. */
const evening = ({ redness, blueness, borderContrast }: SkyMeasures): number =>
  0.8 * ramp(redness, 0.015, 0.03) * ramp(-blueness, -0.035, -0.01) * ramp(borderContrast, 0.03, 0.07);

/** Of 669 photos of rooms 21 show more green than the lower figure and 5 more than the upper one. */
const growing = (leaves: number): number => ramp(leaves, 0.045, 0.09);

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));
