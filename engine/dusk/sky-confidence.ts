import { type SkyRegion } from "#engine/dusk/sky-region.ts";

/** From this confidence up a region counts as sky. */
export const sureSky = 0.5;

/** Whether a photo's sky was found, and surely. */
export const isSky = (region: SkyRegion | undefined): region is SkyRegion =>
  region !== undefined && skyConfidence(region) >= sureSky;

/**
 * How sure it is that a region is sky, 0–1. Blue, smooth and bright is sky; pale needs
 * more: nearly white, featureless, and a plain edge against what is below, which a ceiling does not have.
 */
export function skyConfidence({ blueness, redness, lightness, texture, borderContrast }: SkyRegion): number {
  const smooth = 1 - ramp(texture, 0.009, 0.016);
  const blue = ramp(-blueness, 0.012, 0.034) * ramp(lightness, 0.54, 0.63) * ramp(borderContrast, 0.06, 0.13);
  const pale =
    ramp(lightness, 0.84, 0.91) * ramp(borderContrast, 0.27, 0.4) * (1 - ramp(texture, 0.002, 0.006));
  // Violet to pink is a colour that walls rarely and ceilings never have.
  const evening =
    0.8 * ramp(redness, 0.015, 0.03) * ramp(-blueness, -0.035, -0.01) * ramp(borderContrast, 0.03, 0.07);
  return Math.max(blue, pale, evening) * smooth;
}

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));
