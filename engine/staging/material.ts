import { fbm } from "#engine/filters/noise.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { hash2 } from "#engine/random.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

export const materialSlots = [
  "upholstery",
  "accent",
  "pillow",
  "pillow-accent",
  "throw",
  "wood",
  "wood-dark",
  "metal",
  "stone",
  "rug",
  "shade",
  "ceramic",
  "leaf",
  "soil",
  "bedding",
  "headboard",
  "glass",
  "art",
  "frame",
  "book",
  "basket",
  "screen",
  "towel",
  "fruit",
  "mirror",
] as const;

/** What a part of a piece is for; the style says what it is made of. */
export type MaterialSlot = (typeof materialSlots)[number];

export type Weave = "plain" | "bouclé" | "velvet" | "linen" | "knit";

/** Colours are encoded sRGB, "#rrggbb". */
export type Material =
  | { readonly kind: "fabric"; readonly colour: string; readonly weave: Weave }
  | { readonly kind: "leather"; readonly colour: string }
  | { readonly kind: "wood"; readonly colour: string; readonly dark: string; readonly gloss: number }
  | { readonly kind: "metal"; readonly colour: string; readonly roughness: number }
  | { readonly kind: "stone"; readonly colour: string; readonly vein: string }
  | { readonly kind: "paint"; readonly colour: string; readonly gloss: number }
  | { readonly kind: "glass"; readonly colour: string }
  | { readonly kind: "leaf"; readonly colour: string }
  | { readonly kind: "glow"; readonly colour: string }
  | { readonly kind: "rug"; readonly colour: string; readonly second: string; readonly pattern: RugPattern }
  | { readonly kind: "art"; readonly colours: readonly string[]; readonly seed: number }
  | { readonly kind: "books"; readonly colours: readonly string[] }
  | { readonly kind: "wicker"; readonly colour: string };

export type RugPattern = "plain" | "border" | "medallion" | "diamond" | "stripes" | "abstract";

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

/** Makes the function that says what a material does to light at a place. */
export function surfaceOf(material: Material): SurfaceAt {
  switch (material.kind) {
    case "fabric":
      return fabric(linear(material.colour), material.weave);
    case "leather":
      return leather(linear(material.colour));
    case "wood":
      return wood(linear(material.colour), linear(material.dark), material.gloss);
    case "metal":
      return plain(linear(material.colour), 0.9, material.roughness, 1);
    case "stone":
      return stone(linear(material.colour), linear(material.vein));
    case "paint":
      return plain(linear(material.colour), 0.04, 1 - material.gloss, 0);
    case "glass":
      return plain(linear(material.colour), 0.09, 0.05, 0);
    case "leaf":
      return leaf(linear(material.colour));
    case "glow":
      return glow(linear(material.colour));
    case "rug":
      return rug(linear(material.colour), linear(material.second), material.pattern);
    case "art":
      return art(material.colours.map(linear), material.seed);
    case "books":
      return books(material.colours.map(linear));
    case "wicker":
      return wicker(linear(material.colour));
  }
}

/** Linear light of "#rrggbb". */
function linear(hex: string): Vec3 {
  const channel = (k: number): number => {
    const v = Number.parseInt(hex.slice(k, k + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function set(out: Surface, [r, g, b]: Vec3, gain: number, specular: number, roughness: number): void {
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
const visible = (size: number, pixel: number): number => Math.max(0, Math.min(1, (size / pixel - 0.7) / 1.5));

function plain(colour: Vec3, specular: number, roughness: number, metallic: number): SurfaceAt {
  return (_, __, out) => {
    set(out, colour, 1, specular, roughness);
    out.metallic = metallic;
  };
}

function fabric(colour: Vec3, weave: Weave): SurfaceAt {
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
  plain: [0.004, 0.14, 0.04],
  bouclé: [0.007, 0.3, 0.06],
  velvet: [0.003, 0.08, 0.22],
  linen: [0.005, 0.24, 0.06],
  knit: [0.012, 0.3, 0.06],
};

function leather(colour: Vec3): SurfaceAt {
  return (at, pixel, out) => {
    const worn = patternNoise(at[0] * 5, at[1] * 5, at[2] * 5, 8) - 0.5;
    const grain = (patternNoise(at[0] * 260, at[1] * 260, at[2] * 260, 9) - 0.5) * visible(0.004, pixel);
    set(out, colour, 1 + 0.28 * worn + 0.12 * grain, 0.04, 0.42 + 0.1 * worn);
    out.bump = grain * 0.25;
  };
}

function wood(light: Vec3, dark: Vec3, gloss: number): SurfaceAt {
  return (at, pixel, out) => {
    // Rings cut lengthwise: slow along the grain, quick across, bent by a little noise; pores on top.
    const bend = patternNoise(at[0] * 1.3, at[1] * 7, at[2] * 7, 11) * 2.2;
    const ring = Math.sin((at[1] * 46 + at[2] * 31 + bend * 3.2 + at[0] * 1.1) * 2);
    const figure = patternNoise(at[0] * 3, at[1] * 55, at[2] * 55, 12);
    const pores = (patternNoise(at[0] * 22, at[1] * 420, at[2] * 420, 13) - 0.5) * visible(0.003, pixel);
    const t = Math.max(
      0,
      Math.min(1, 0.42 + 0.2 * ring * visible(0.03, pixel) + 0.5 * (figure - 0.5) + 0.5 * pores),
    );
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

function stone(colour: Vec3, vein: Vec3): SurfaceAt {
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

function leaf(colour: Vec3): SurfaceAt {
  return (at, _, out) => {
    const rib = Math.abs(at[1] - 0.5) < 0.04 ? 1.35 : 1;
    const tone = 0.75 + 0.5 * patternNoise(at[0] * 6 + at[2] * 40, at[2] * 17, 0.5, 31);
    set(out, [colour[0] * (0.8 + 0.5 * at[0]), colour[1], colour[2]], tone * rib, 0.04, 0.5);
  };
}

function glow(colour: Vec3): SurfaceAt {
  return (at, _, out) => {
    set(out, colour, 1, 0.02, 0.9);
    out.glow = 0.75 + 0.2 * Math.sin(Math.min(1, Math.max(0, at[0] * 4)) * Math.PI);
  };
}

/** Texture: metres from the rug's middle; third and fourth halves come in as size through the first corner's layout. */
function rug(colour: Vec3, second: Vec3, pattern: RugPattern): SurfaceAt {
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

function art(colours: readonly Vec3[], seed: number): SurfaceAt {
  const k = (i: number): Vec3 => colours[i % colours.length];
  return (at, _, out) => {
    const x = at[0];
    const y = at[1];
    let colour = k(0);
    if (seed % 3 === 0) {
      const hill = (n: number): number => 0.2 + 0.18 * n + 0.16 * (fbm(x * 2.4 + n * 9, n, seed, 3) - 0.5);
      for (let n = 3; n >= 1; n--) if (y < hill(n)) colour = k(n);
    } else if (seed % 3 === 1) {
      for (let n = 1; n < 5; n++) {
        const cx = 0.2 + 0.6 * hash2(n, 1, seed);
        const cy = 0.2 + 0.6 * hash2(n, 2, seed);
        const r = 0.1 + 0.2 * hash2(n, 3, seed);
        if (Math.hypot(x - cx, (y - cy) * 1.2) < r * (0.85 + 0.3 * fbm(x * 3, y * 3, seed + n, 2)))
          colour = k(n);
      }
    } else {
      const band = fbm(x * 1.2, y * 2.4, seed, 4) * colours.length * 1.2;
      colour = k(Math.floor(band));
    }
    set(out, colour, 0.94 + 0.12 * patternNoise(x * 60, y * 60, 0.5, seed), 0.02, 0.6);
  };
}

function books(colours: readonly Vec3[]): SurfaceAt {
  return (at, _, out) => {
    const n = Math.round(at[2] * 100);
    set(out, colours[Math.floor(hash2(n, 7, 3) * colours.length)], 0.75 + 0.4 * hash2(n, 5, 2), 0.03, 0.6);
  };
}

function wicker(colour: Vec3): SurfaceAt {
  return (at, pixel, out) => {
    const weave = Math.sin(at[0] * 260) * Math.sin(at[1] * 180 + (Math.floor(at[0] * 83) % 2) * Math.PI);
    const seen = visible(0.012, pixel);
    set(out, colour, 0.85 + 0.3 * weave * seen, 0.02, 0.8);
  };
}
