import { type Surface } from "./plan.ts";

export interface MaterialName {
  /** The studio's name of the material. */
  readonly material: string;
  /** Average sRGB colour, hex, where the person names no colour of their own. */
  readonly colour: string;
  /** Surfaces it is sensible on. The first is meant when none is named. */
  readonly on: readonly Surface[];
  /** Says the kind but not the look: a named wood or stone beside it gives the colour. */
  readonly generic?: boolean;
}

/** What people say → the material they mean. */
export const namedMaterials: Readonly<Record<string, MaterialName>> = {
  "herringbone oak": { material: "herringbone", colour: "#b98f62", on: ["floor"] },
  herringbone: { material: "herringbone", colour: "#b08a60", on: ["floor"] },
  parquet: { material: "herringbone", colour: "#a87f55", on: ["floor"] },
  "light oak": { material: "planks", colour: "#c9a77c", on: ["floor", "cabinets", "doors"] },
  "pale oak": { material: "planks", colour: "#d2b48c", on: ["floor", "cabinets", "doors"] },
  "dark oak": { material: "planks", colour: "#6e4f36", on: ["floor", "cabinets", "doors"] },
  oak: { material: "planks", colour: "#b98f62", on: ["floor", "cabinets", "doors"] },
  walnut: { material: "planks", colour: "#6b4a34", on: ["floor", "cabinets", "doors", "worktop"] },
  maple: { material: "planks", colour: "#d0a878", on: ["floor", "cabinets"] },
  pine: { material: "planks", colour: "#d3a86b", on: ["floor", "cabinets", "doors"] },
  ash: { material: "planks", colour: "#d8c3a0", on: ["floor", "cabinets", "doors"] },
  birch: { material: "planks", colour: "#dcc49a", on: ["floor", "cabinets"] },
  cherry: { material: "planks", colour: "#8f5336", on: ["floor", "cabinets", "doors"] },
  mahogany: { material: "planks", colour: "#5f3022", on: ["floor", "cabinets", "doors"] },
  bamboo: { material: "planks", colour: "#cfae77", on: ["floor"] },
  hardwood: { material: "planks", colour: "#a5774c", on: ["floor"], generic: true },
  "wood planks": { material: "planks", colour: "#a5774c", on: ["floor"], generic: true },
  laminate: { material: "planks", colour: "#b8976f", on: ["floor"], generic: true },
  plank: { material: "planks", colour: "#a5774c", on: ["floor"], generic: true },
  wooden: { material: "planks", colour: "#a5774c", on: ["floor", "doors", "worktop"], generic: true },
  wood: {
    material: "planks",
    colour: "#a5774c",
    on: ["floor", "worktop", "doors", "cabinets"],
    generic: true,
  },
  "butcher block": { material: "planks", colour: "#b58456", on: ["worktop"] },
  "polished concrete": { material: "concrete", colour: "#a7a6a2", on: ["floor", "worktop"] },
  concrete: { material: "concrete", colour: "#a7a6a2", on: ["floor", "worktop", "walls"] },
  vinyl: { material: "planks", colour: "#b8976f", on: ["floor"], generic: true },
  carpet: { material: "carpet", colour: "#b8afa3", on: ["floor"] },
  marble: { material: "marble", colour: "#e7e5e1", on: ["worktop", "floor", "tiles"] },
  quartz: { material: "quartz", colour: "#e6e4df", on: ["worktop"] },
  granite: { material: "granite", colour: "#55524e", on: ["worktop"] },
  terrazzo: { material: "terrazzo", colour: "#dcd8d0", on: ["floor", "worktop"] },
  slate: { material: "tiles", colour: "#50565a", on: ["floor", "tiles"] },
  travertine: { material: "tiles", colour: "#d6c6ab", on: ["floor", "tiles"] },
  limestone: { material: "tiles", colour: "#d8d0bf", on: ["floor", "tiles"] },
  porcelain: { material: "tiles", colour: "#d5d2cb", on: ["floor", "tiles"] },
  ceramic: { material: "tiles", colour: "#dcd8cf", on: ["floor", "tiles"] },
  tile: { material: "tiles", colour: "#d0cdc6", on: ["floor", "tiles"], generic: true },
  tiles: { material: "tiles", colour: "#d0cdc6", on: ["floor", "tiles"], generic: true },
  shaker: { material: "shaker", colour: "#f1efe9", on: ["cabinets"], generic: true },
  "stainless steel": { material: "steel", colour: "#b9bcbd", on: ["fixtures", "worktop"] },
  chrome: { material: "metal", colour: "#c4c7c9", on: ["fixtures"] },
  nickel: { material: "metal", colour: "#b3b1aa", on: ["fixtures"] },
  bronze: { material: "metal", colour: "#6b5138", on: ["fixtures"] },
  copper: { material: "metal", colour: "#b06a45", on: ["fixtures"] },
  brass: { material: "metal", colour: "#b5965a", on: ["fixtures"] },
};
