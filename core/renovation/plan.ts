import * as z from "zod/mini";

export const surfaces = [
  "walls",
  "floor",
  "ceiling",
  "cabinets",
  "worktop",
  "doors",
  "tiles",
  "fixtures",
] as const;
export type Surface = (typeof surfaces)[number];

/** As people and prompts say it. */
export const surfaceWords: Readonly<Record<Surface, string>> = {
  walls: "walls",
  floor: "floor",
  ceiling: "ceiling",
  cabinets: "cabinets",
  worktop: "worktop",
  doors: "doors",
  tiles: "wall tiles",
  fixtures: "taps and handles",
};

/** One surface and what becomes of it. Colours are sRGB hex ("#9caf88"); materials are words the studio knows. */
export const renovationStep = z.object({
  surface: z.enum(surfaces),
  colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  material: z.optional(z.string().check(z.maxLength(60))),
  /** The step in plain words, for prompts and for people: "sage green walls". */
  words: z.string().check(z.maxLength(200)),
});
export type RenovationStep = z.infer<typeof renovationStep>;
