import { type Vec3 } from "#engine/geometry/vector.ts";

/** What light does at a point: diffuse colour (linear, 0–1), mirror part at right angle, roughness, own light. */
export interface Surface {
  r: number;
  g: number;
  b: number;
  specular: number;
  roughness: number;
  glow: number;
  /** 1 = the mirror part is tinted by the colour and nothing is diffuse. */
  metallic: number;
  /** Bends the normal, in texture directions. */
  bump: number;
}

export const emptySurface = (): Surface => ({
  r: 0,
  g: 0,
  b: 0,
  specular: 0,
  roughness: 1,
  glow: 0,
  metallic: 0,
  bump: 0,
});

/**
 * @param at    place on the pattern, metres, first number along the grain
 * @param pixel size of a pixel there, metres: finer detail is left out, so that nothing flickers
 */
export type SurfaceAt = (at: Vec3, pixel: number, out: Surface) => void;

export function set(out: Surface, [r, g, b]: Vec3, gain: number, specular: number, roughness: number): void {
  out.r = r * gain;
  out.g = g * gain;
  out.b = b * gain;
  out.specular = specular;
  out.roughness = roughness;
  out.glow = 0;
  out.metallic = 0;
  out.bump = 0;
}

/** 1 where detail of this size can be seen, 0 where a pixel is larger than it. */
export const visible = (size: number, pixel: number): number =>
  Math.max(0, Math.min(1, (size / pixel - 0.7) / 1.5));
