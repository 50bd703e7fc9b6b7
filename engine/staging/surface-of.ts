import { linearOfHex } from "#engine/colour/srgb.ts";
import { fbm } from "#engine/filters/noise.ts";
import { patternNoise } from "#engine/staging/pattern-noise.ts";
import { hash2 } from "#engine/random.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Material } from "#engine/staging/material.ts";
import { type SurfaceAt, set, visible } from "#engine/staging/surface.ts";
import { fabric, leather, wood, stone } from "#engine/staging/cloth-and-wood.ts";
import { rug } from "#engine/staging/rug-surface.ts";

/** Makes the function that says what a material does to light at a place. */
export function surfaceOf(material: Material): SurfaceAt {
  switch (material.kind) {
    case "fabric":
      return fabric(linearOfHex(material.colour), material.weave);
    case "leather":
      return leather(linearOfHex(material.colour));
    case "wood":
      return wood(linearOfHex(material.colour), linearOfHex(material.dark), material.gloss);
    case "metal":
      return plain(linearOfHex(material.colour), 0.9, material.roughness, 1);
    case "stone":
      return stone(linearOfHex(material.colour), linearOfHex(material.vein));
    case "paint":
      return plain(linearOfHex(material.colour), 0.04, 1 - material.gloss, 0);
    case "glass":
      return plain(linearOfHex(material.colour), 0.09, 0.05, 0);
    case "leaf":
      return leaf(linearOfHex(material.colour));
    case "glow":
      return glow(linearOfHex(material.colour));
    case "rug":
      return rug(linearOfHex(material.colour), linearOfHex(material.second), material.pattern);
    case "art":
      return art(material.colours.map(linearOfHex), material.seed);
    case "books":
      return books(material.colours.map(linearOfHex));
    case "wicker":
      return wicker(linearOfHex(material.colour));
  }
}

function plain(colour: Vec3, specular: number, roughness: number, metallic: number): SurfaceAt {
  return (_, __, out) => {
    set(out, colour, 1, specular, roughness);
    out.metallic = metallic;
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
