import { type StagingStyle } from "#core/edit/params.ts";

/** The forms a style's furniture takes; what it is made of is in materials-of-style.ts. */
export interface Look {
  readonly leg: "tapered" | "block" | "metal" | "turned" | "plinth" | "splayed";
  readonly arm: "slim" | "rolled" | "wide" | "low";
  readonly back: "loose" | "tufted" | "tight";
  /** Radius of upholstery edges, metres. */
  readonly soft: number;
  readonly table: "round" | "slab" | "frame" | "trestle" | "drum";
  readonly shade: "drum" | "cone" | "globe" | "arc";
  readonly headboard: "panel" | "tufted" | "slats" | "frame" | "wings";
  readonly chair: "shell" | "cross" | "upholstered" | "ladder" | "wishbone";
  readonly fronts: "flat" | "shaker" | "handle" | "planks";
  readonly rug: "round" | "rectangle";
  /** Number of cushions and accessories, 0–2. */
  readonly dressing: 0 | 1 | 2;
}

export const looks = {
  modern: {
    leg: "metal",
    arm: "slim",
    back: "loose",
    soft: 0.05,
    table: "frame",
    shade: "arc",
    headboard: "panel",
    chair: "shell",
    fronts: "flat",
    rug: "rectangle",
    dressing: 1,
  },
  traditional: {
    leg: "turned",
    arm: "rolled",
    back: "tight",
    soft: 0.08,
    table: "slab",
    shade: "cone",
    headboard: "wings",
    chair: "cross",
    fronts: "shaker",
    rug: "rectangle",
    dressing: 2,
  },
  minimalist: {
    leg: "plinth",
    arm: "low",
    back: "tight",
    soft: 0.06,
    table: "drum",
    shade: "globe",
    headboard: "frame",
    chair: "wishbone",
    fronts: "flat",
    rug: "rectangle",
    dressing: 0,
  },
  luxury: {
    leg: "tapered",
    arm: "wide",
    back: "tufted",
    soft: 0.07,
    table: "drum",
    shade: "drum",
    headboard: "tufted",
    chair: "upholstered",
    fronts: "handle",
    rug: "rectangle",
    dressing: 2,
  },
  rustic: {
    leg: "block",
    arm: "wide",
    back: "loose",
    soft: 0.09,
    table: "trestle",
    shade: "cone",
    headboard: "slats",
    chair: "ladder",
    fronts: "planks",
    rug: "rectangle",
    dressing: 1,
  },
  contemporary: {
    leg: "splayed",
    arm: "slim",
    back: "loose",
    soft: 0.1,
    table: "round",
    shade: "drum",
    headboard: "panel",
    chair: "shell",
    fronts: "handle",
    rug: "round",
    dressing: 2,
  },
} as const satisfies { readonly [S in StagingStyle]: Look };
