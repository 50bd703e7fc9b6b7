import { hash2 } from "#engine/random.ts";

/** Smooth value noise in [0, 1), one lattice cell a unit; the same for the same place and seed. */
export function valueNoise(x: number, y: number, seed: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const u = fade(x - x0);
  const v = fade(y - y0);
  const upper = mix(hash2(x0, y0, seed), hash2(x0 + 1, y0, seed), u);
  const lower = mix(hash2(x0, y0 + 1, seed), hash2(x0 + 1, y0 + 1, seed), u);
  return mix(upper, lower, v);
}

/**
 * Fractal sum of {@link valueNoise}: each octave twice as fine and `gain` as strong, turned a little so that the
 * lattice does not show. In [0, 1), mean 0.5.
 */
export function fbm(x: number, y: number, seed: number, octaves = 5, gain = 0.5): number {
  let sum = 0;
  let total = 0;
  let strength = 1;
  let px = x;
  let py = y;
  for (let octave = 0; octave < octaves; octave++) {
    sum += strength * valueNoise(px, py, seed + octave * 101);
    total += strength;
    strength *= gain;
    const turned = 1.6 * px + 1.2 * py + 17.3;
    py = -1.2 * px + 1.6 * py + 9.1;
    px = turned;
  }
  return sum / total;
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);
const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
