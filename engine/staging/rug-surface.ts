import { fbm } from "#engine/filters/noise.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type RugPattern } from "#engine/staging/material.ts";
import { type SurfaceAt, set, visible } from "#engine/staging/surface.ts";

/** Texture: metres from the rug's middle; third and fourth halves come in as size through the first corner's layout. */
export function rug(colour: Vec3, second: Vec3, pattern: RugPattern): SurfaceAt {
  return (at, pixel, out) => {
    const t = rugTone(pattern, at[0], at[1], at[2], pixel);
    const fibre = (patternNoise(at[0] * 170, at[1] * 170, 0.5, 41) - 0.5) * visible(0.007, pixel);
    const worn = patternNoise(at[0] * 7, at[1] * 7, 0.5, 42) - 0.5;
    set(
      out,
      [
        colour[0] + (second[0] - colour[0]) * t,
        colour[1] + (second[1] - colour[1]) * t,
        colour[2] + (second[2] - colour[2]) * t,
      ],
      1 + 0.4 * fibre + 0.12 * worn,
      0,
      1,
    );
    out.bump = fibre * 0.3;
  };
}

/** Share of the second colour at metres (x, y) from the middle, `edge` metres from the rug's border. */
function rugTone(pattern: RugPattern, x: number, y: number, edge: number, pixel: number): number {
  const step = (v: number): number => Math.max(0, Math.min(1, v));
  switch (pattern) {
    case "plain":
      return 0.12 * patternNoise(x * 3, y * 3, 0.5, 44);
    case "border":
      return edge < 0.1 && edge > 0.05 ? 0.85 : edge <= 0.05 ? 0.15 : 0.05;
    case "stripes":
      return Math.sin(y * 34) > 0.55 ? 0.8 : 0.05;
    case "diamond": {
      const a = Math.abs(((x * 2.6 + y * 2.6 + 100) % 1) - 0.5);
      const c = Math.abs(((x * 2.6 - y * 2.6 + 100) % 1) - 0.5);
      return Math.max(step((0.055 - a) * 40), step((0.055 - c) * 40)) * 0.85;
    }
    case "abstract": {
      // Like the lines of a map: they have edges, so that they are no stain.
      const level = fbm(x * 0.8 + 7, y * 0.8, 45, 2) * 9;
      return 0.7 * step((0.1 - Math.abs((level % 1) - 0.5)) * 30);
    }
    case "medallion": {
      if (edge < 0.26) {
        if (edge < 0.06) return edge < 0.03 ? 0.15 : 0.9;
        if (edge > 0.23) return 0.9;
        return 0.2 + 0.6 * flower(x, y, 0.11, visible(0.05, pixel));
      }
      const r = Math.hypot(x, y * 1.2);
      const petals = Math.cos(Math.atan2(y, x) * 8) * 0.06;
      if (r < 0.5 + petals) return 0.8 - 0.45 * step(Math.sin(r * 38) * 3) * visible(0.08, pixel);
      return r < 0.54 + petals ? 0.95 : 0.12 + 0.42 * flower(x, y, 0.15, visible(0.07, pixel));
    }
  }
}

/**
 * 1 on small flowers, in rows `apart` metres and every other row moved on by half of that; 0 between.
 * @param seen 0–1: where they are too small to be seen, their mean stands for them
 */
function flower(x: number, y: number, apart: number, seen: number): number {
  const row = Math.floor(y / apart);
  const u = x / apart + (row % 2 === 0 ? 0 : 0.5);
  const [dx, dy] = [u - Math.floor(u) - 0.5, y / apart - row - 0.5];
  const r = Math.hypot(dx, dy);
  const isPetal = r < 0.25 + 0.05 * Math.cos(Math.atan2(dy, dx) * 6) && r > 0.11;
  return FLOWERS + ((isPetal ? 1 : 0) - FLOWERS) * seen;
}

/** Share of the rug that they cover. */
const FLOWERS = 0.16;
