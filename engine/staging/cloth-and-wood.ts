import { fbm } from "#engine/filters/noise.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Weave } from "#engine/staging/material.ts";
import { type SurfaceAt, set, visible } from "#engine/staging/surface.ts";

export function fabric(colour: Vec3, weave: Weave): SurfaceAt {
  const [size, depth, mottle] = WEAVES[weave];
  return (at, pixel, out) => {
    const detail = visible(size, pixel);
    let gain = 1 + mottle * (patternNoise(at[0] * 14, at[1] * 14, at[2] * 14, 5) - 0.5);
    gain +=
      mottle * 0.6 * (patternNoise(at[0] * 60, at[1] * 60, at[2] * 60, 6) - 0.5) * visible(0.017, pixel);
    let fine = 0;
    if (detail > 0) {
      const k = 1 / size;
      fine =
        weave === "knit"
          ? Math.sin(at[0] * k * 6.3) * Math.sin(at[1] * k * 6.3 + Math.floor(at[0] * k) * 3.1) * 0.6
          : weave === "linen"
            ? (patternNoise(at[0] * k, at[1] * k * 0.12, at[2] * k, 3) +
                patternNoise(at[0] * k * 0.12, at[1] * k, at[2] * k, 4)) /
                2 -
              0.5
            : patternNoise(at[0] * k, at[1] * k, at[2] * k, 3) - 0.5;
      gain += depth * fine * detail;
    }
    set(out, colour, gain, weave === "velvet" ? 0.05 : 0.015, weave === "velvet" ? 0.5 : 0.9);
    out.bump = fine * detail * depth * 0.8;
  };
}

/** Thread size in metres, contrast of the threads, contrast of the cloth as a whole. */
const WEAVES: { readonly [W in Weave]: readonly [number, number, number] } = {
  plain: [0.004, 0.1, 0.03],
  bouclé: [0.005, 0.24, 0.025],
  velvet: [0.003, 0.08, 0.22],
  linen: [0.0035, 0.17, 0.04],
  knit: [0.012, 0.3, 0.06],
};

export function leather(colour: Vec3): SurfaceAt {
  return (at, pixel, out) => {
    const worn = patternNoise(at[0] * 5, at[1] * 5, at[2] * 5, 8) - 0.5;
    const grain = (patternNoise(at[0] * 260, at[1] * 260, at[2] * 260, 9) - 0.5) * visible(0.004, pixel);
    set(out, colour, 1 + 0.28 * worn + 0.12 * grain, 0.04, 0.42 + 0.1 * worn);
    out.bump = grain * 0.25;
  };
}

export function wood(light: Vec3, dark: Vec3, gloss: number): SurfaceAt {
  return (at, pixel, out) => {
    // Rings cut lengthwise are wide and faint; what is seen of wood is streaks, slow along the grain and quick across,
    // bent a little with the rings, and pores.
    const bend = patternNoise(at[0] * 0.9, at[1] * 3, at[2] * 3, 11);
    const ring = Math.sin(at[1] * 38 + at[2] * 27 + bend * 7 + at[0] * 1.1);
    const across = at[1] + 0.04 * bend;
    const streaks = (patternNoise(at[0] * 1.7, across * 75, at[2] * 75, 12) - 0.5) * visible(0.012, pixel);
    const pores = (patternNoise(at[0] * 14, across * 380, at[2] * 380, 13) - 0.5) * visible(0.003, pixel);
    const t = Math.max(0, Math.min(1, 0.42 + 0.13 * ring + 0.5 * streaks + 0.5 * pores));
    set(
      out,
      [
        light[0] + (dark[0] - light[0]) * t,
        light[1] + (dark[1] - light[1]) * t,
        light[2] + (dark[2] - light[2]) * t,
      ],
      1,
      0.04,
      0.75 - 0.5 * gloss,
    );
  };
}

export function stone(colour: Vec3, vein: Vec3): SurfaceAt {
  return (at, _, out) => {
    const bend = fbm(at[0] * 3 + at[1], at[2] * 3 - at[1], 21, 4);
    const line = Math.abs(Math.sin((at[0] * 2.2 + at[2] * 3.4 + at[1] * 2 + bend * 5) * 2));
    const t = Math.max(0, 1 - line * 5) ** 2 * 0.7 + 0.12 * fbm(at[0] * 9, at[2] * 9 + at[1] * 5, 22, 3);
    set(
      out,
      [
        colour[0] + (vein[0] - colour[0]) * t,
        colour[1] + (vein[1] - colour[1]) * t,
        colour[2] + (vein[2] - colour[2]) * t,
      ],
      1,
      0.04,
      0.22,
    );
  };
}
