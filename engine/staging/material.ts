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
