import { type StagingStyle } from "#core/edit/params.ts";
import { seededRandom } from "#engine/random.ts";
import { type Material, type MaterialSlot, type RugPattern, type Weave } from "#engine/staging/material.ts";

/** What each part is made of, for a style; the seed picks among the style's colours. */
export function materialsOf(style: StagingStyle, seed: number): { readonly [S in MaterialSlot]: Material } {
  const random = seededRandom(seed ^ 0x51ed);
  const pick = <T>(from: readonly T[]): T => from[(random() * from.length) | 0];
  const p = palettes[style];
  const [colour, second] = pick(p.rug);
  const [accent, pillow, pillowAccent] = pick(p.accents);
  const wood: Material = { kind: "wood", colour: p.wood[0], dark: p.wood[1], gloss: p.gloss };
  return {
    upholstery: p.leather
      ? { kind: "leather", colour: pick(p.sofa) }
      : { kind: "fabric", colour: pick(p.sofa), weave: p.weave },
    accent: { kind: "fabric", colour: accent, weave: p.accentWeave },
    pillow: { kind: "fabric", colour: pillow, weave: "linen" },
    "pillow-accent": { kind: "fabric", colour: pillowAccent, weave: p.accentWeave },
    throw: { kind: "fabric", colour: pillow, weave: "knit" },
    wood,
    "wood-dark": { kind: "wood", colour: p.woodDark[0], dark: p.woodDark[1], gloss: p.gloss },
    metal: { kind: "metal", colour: p.metal, roughness: p.metalRoughness },
    stone: p.stone,
    rug: { kind: "rug", colour, second, pattern: pick(p.patterns) },
    shade: { kind: "glow", colour: p.shade },
    ceramic: { kind: "paint", colour: pick(p.ceramic), gloss: 0.6 },
    leaf: { kind: "leaf", colour: p.leaf },
    soil: { kind: "paint", colour: "#2e241c", gloss: 0 },
    bedding: { kind: "fabric", colour: p.bedding, weave: "plain" },
    headboard: p.headboard === "wood" ? wood : { kind: "fabric", colour: pick(p.sofa), weave: p.accentWeave },
    glass: { kind: "glass", colour: "#dfe7e6" },
    art: { kind: "art", colours: p.art, seed: 1 + ((random() * 997) | 0) },
    frame: p.frame,
    book: { kind: "books", colours: ["#d9d2c4", "#8a8f86", "#b9a58a", "#4f5a60", pillowAccent, "#efe9dd"] },
    basket: { kind: "wicker", colour: "#b08a5c" },
    screen: { kind: "paint", colour: "#15171a", gloss: 0.85 },
    towel: { kind: "fabric", colour: pillow, weave: "bouclé" },
    fruit: { kind: "paint", colour: pick(["#d8b13a", "#7fa043", "#c9542f"]), gloss: 0.5 },
    mirror: { kind: "metal", colour: "#e6e9ea", roughness: 0.02 },
  };
}

interface Palette {
  readonly sofa: readonly string[];
  readonly leather: boolean;
  readonly weave: Weave;
  readonly accentWeave: Weave;
  /** Accent chair, pillow, accent pillow. */
  readonly accents: readonly (readonly [string, string, string])[];
  /** Light and dark of the grain. */
  readonly wood: readonly [string, string];
  readonly woodDark: readonly [string, string];
  readonly gloss: number;
  readonly metal: string;
  readonly metalRoughness: number;
  readonly stone: Material;
  readonly rug: readonly (readonly [string, string])[];
  readonly patterns: readonly RugPattern[];
  readonly shade: string;
  readonly ceramic: readonly string[];
  readonly leaf: string;
  readonly bedding: string;
  readonly headboard: "wood" | "fabric";
  readonly art: readonly string[];
  readonly frame: Material;
}

const palettes: { readonly [S in StagingStyle]: Palette } = {
  modern: {
    sofa: ["#8d9196", "#757b82", "#a5a6a4"],
    leather: false,
    weave: "plain",
    accentWeave: "plain",
    accents: [
      ["#c9a13b", "#e4e1da", "#c9a13b"],
      ["#3f6c7c", "#e8e6e1", "#3f6c7c"],
    ],
    wood: ["#8a6444", "#5d3f29"],
    woodDark: ["#4b3527", "#2e2018"],
    gloss: 0.5,
    metal: "#2b2c2e",
    metalRoughness: 0.45,
    stone: { kind: "paint", colour: "#f0efec", gloss: 0.7 },
    rug: [
      ["#d8d6d1", "#6d7175"],
      ["#c9cbcc", "#4d5358"],
    ],
    patterns: ["diamond", "abstract"],
    shade: "#fff3df",
    ceramic: ["#2f3235", "#efeeea"],
    leaf: "#2f5a30",
    bedding: "#eeeeec",
    headboard: "fabric",
    art: ["#efece5", "#2f3b45", "#c9a13b", "#8d9196"],
    frame: { kind: "paint", colour: "#1d1e20", gloss: 0.4 },
  },
  traditional: {
    sofa: ["#d9c9ac", "#b9a88c", "#8f9c8a"],
    leather: false,
    weave: "linen",
    accentWeave: "velvet",
    accents: [
      ["#7a3b36", "#e9dfca", "#7a3b36"],
      ["#3d4f6b", "#eadfc9", "#9a6a3c"],
    ],
    wood: ["#6e3f22", "#3f2110"],
    woodDark: ["#4a2915", "#2a160b"],
    gloss: 0.85,
    metal: "#b08d4c",
    metalRoughness: 0.35,
    stone: { kind: "stone", colour: "#e6ddcd", vein: "#a89880" },
    rug: [
      ["#7d2f2b", "#d9c299"],
      ["#2f4463", "#d6c3a0"],
    ],
    patterns: ["medallion"],
    shade: "#ffe9c4",
    ceramic: ["#2f4a7a", "#e9e3d6"],
    leaf: "#2c5029",
    bedding: "#f2ece0",
    headboard: "fabric",
    art: ["#cfd8d6", "#7f8f6a", "#566b4a", "#8f6f47"],
    frame: { kind: "metal", colour: "#b2904f", roughness: 0.4 },
  },
  minimalist: {
    sofa: ["#e3ded4", "#d8d4cc"],
    leather: false,
    weave: "bouclé",
    accentWeave: "bouclé",
    accents: [
      ["#cfc7b8", "#efebe3", "#b8ad9a"],
      ["#a9a79f", "#efece6", "#8f938c"],
    ],
    wood: ["#d9bd94", "#b9966a"],
    woodDark: ["#c9a97c", "#a58458"],
    gloss: 0.2,
    metal: "#d7d5d0",
    metalRoughness: 0.5,
    stone: { kind: "paint", colour: "#e9e5dc", gloss: 0.1 },
    rug: [["#e6e0d4", "#d2c9b8"]],
    patterns: ["plain", "border"],
    shade: "#fff6e8",
    ceramic: ["#efebe4", "#cfc5b5"],
    leaf: "#5f7a4f",
    bedding: "#f4f1ea",
    headboard: "wood",
    art: ["#f3efe7", "#d9cdb9", "#bfae95", "#8f8a80"],
    frame: { kind: "wood", colour: "#d9bd94", dark: "#b9966a", gloss: 0.2 },
  },
  luxury: {
    sofa: ["#e8e2d6", "#2f4d4a", "#3b3f5c"],
    leather: false,
    weave: "velvet",
    accentWeave: "velvet",
    accents: [
      ["#1f4f4b", "#efe8da", "#b08b3e"],
      ["#5a2f45", "#f0e9de", "#b08b3e"],
    ],
    wood: ["#3b2a20", "#1e1510"],
    woodDark: ["#2a1e18", "#140e0b"],
    gloss: 0.95,
    metal: "#d0a352",
    metalRoughness: 0.2,
    stone: { kind: "stone", colour: "#f0eeea", vein: "#7d7a78" },
    rug: [
      ["#e3ddd2", "#9d9488"],
      ["#d2cdc8", "#6d6a78"],
    ],
    patterns: ["abstract", "border"],
    shade: "#fff0d2",
    ceramic: ["#f2efe9", "#1f2b2d"],
    leaf: "#22512f",
    bedding: "#f6f3ec",
    headboard: "fabric",
    art: ["#efe9dc", "#b9923f", "#1f4046", "#d6cbb6"],
    frame: { kind: "metal", colour: "#cfa455", roughness: 0.25 },
  },
  rustic: {
    sofa: ["#8a5a34", "#6f4427", "#9b6a42"],
    leather: true,
    weave: "plain",
    accentWeave: "knit",
    accents: [
      ["#cdbf9f", "#e6dcc6", "#8d3f2b"],
      ["#5f6b4e", "#e4dac4", "#5f6b4e"],
    ],
    wood: ["#a9793f", "#6d4621"],
    woodDark: ["#6d4a2b", "#432a16"],
    gloss: 0.1,
    metal: "#2a2624",
    metalRoughness: 0.7,
    stone: { kind: "stone", colour: "#9b948a", vein: "#6d665d" },
    rug: [
      ["#c8b48f", "#7d4a2f"],
      ["#d6c9ad", "#4f5b57"],
    ],
    patterns: ["stripes", "diamond"],
    shade: "#ffdfae",
    ceramic: ["#8d7a63", "#cabfa9"],
    leaf: "#4a6534",
    bedding: "#ebe3d2",
    headboard: "wood",
    art: ["#e4dcc8", "#8a7a55", "#5f6b4e", "#a86a3f"],
    frame: { kind: "wood", colour: "#8d6437", dark: "#5a3b1d", gloss: 0.1 },
  },
  contemporary: {
    sofa: ["#4a6678", "#b86f52", "#7b8b77"],
    leather: false,
    weave: "bouclé",
    accentWeave: "plain",
    accents: [
      ["#d98e73", "#f0e7dc", "#d9a441"],
      ["#e0d6c8", "#efe6da", "#b5563e"],
    ],
    wood: ["#b98a58", "#8a5f37"],
    woodDark: ["#6b4a31", "#46301f"],
    gloss: 0.4,
    metal: "#b98b5a",
    metalRoughness: 0.3,
    stone: { kind: "stone", colour: "#ece7df", vein: "#b7a997" },
    rug: [
      ["#efe6d8", "#c98a6a"],
      ["#e6e2d8", "#7b8b77"],
    ],
    patterns: ["abstract", "stripes"],
    shade: "#fff0d8",
    ceramic: ["#c9745a", "#e8ddcd", "#4a6678"],
    leaf: "#3b6b3a",
    bedding: "#f3eee6",
    headboard: "fabric",
    art: ["#f1e7d9", "#c9745a", "#4a6678", "#d9a441", "#2f3b3f"],
    frame: { kind: "wood", colour: "#b98a58", dark: "#8a5f37", gloss: 0.3 },
  },
};
