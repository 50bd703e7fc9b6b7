import { fbm } from "#engine/filters/noise.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type RugPattern } from "#engine/staging/material.ts";
import { type SurfaceAt, set, visible } from "#engine/staging/surface.ts";

/** Texture: metres from the rug's middle; third and fourth halves come in as size through the first corner's layout. */
export function rug(colour: Vec3, second: Vec3, pattern: RugPattern): SurfaceAt {
  return (at, pixel, out) => {
    const t = rugTone(pattern, at[0], at[1], at[2]);
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
function rugTone(pattern: RugPattern, x: number, y: number, edge: number): number {
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
    case "abstract":
      return step((fbm(x * 1.4 + 7, y * 1.4, 45, 4) - 0.5) * 5 + 0.25) * 0.8;
    case "medallion": {
      if (edge < 0.28)
        return edge < 0.03 ? 0.2 : edge < 0.06 ? 0.9 : 0.55 + 0.35 * Math.sin(x * 42) * Math.sin(y * 42);
      const r = Math.hypot(x, y * 1.2);
      const petals = Math.cos(Math.atan2(y, x) * 8) * 0.06;
      const ornament = Math.sin(x * 37 + Math.sin(y * 18)) * Math.sin(y * 37 + Math.sin(x * 18));
      return r < 0.55 + petals
        ? 0.8 - 0.4 * step(Math.sin(r * 38))
        : 0.22 + (ornament > 0.62 ? 0.42 : ornament < -0.8 ? 0.25 : 0);
    }
  }
}
