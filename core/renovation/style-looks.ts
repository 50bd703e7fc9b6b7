import { type Surface } from "./plan.ts";

/** A colour, sRGB hex, and the studio's name of a material when there is one. */
export interface Look {
  readonly colour: string;
  readonly material?: string | undefined;
}

/** What a style gives a surface whose look the words leave open; undefined when the style is none we know. */
export function lookOfStyle(style: string | undefined, surface: Surface): Look | undefined {
  if (style === undefined) return undefined;
  const words = style.toLowerCase();
  return looks.find(([pattern]) => pattern.test(words))?.[1][surface];
}

type Looks = Readonly<Record<Surface, Look>>;

const oak = { colour: "#b98f62", material: "planks" };
const paleOak = { colour: "#d2b48c", material: "planks" };
const walnut = { colour: "#6b4a34", material: "planks" };
const white = { colour: "#f4f3ef" };
const warmWhite = { colour: "#f4efe6" };
const black = { colour: "#232425" };

const light: Looks = {
  walls: white,
  floor: paleOak,
  ceiling: white,
  cabinets: { colour: "#f1efe9", material: "shaker" },
  worktop: { colour: "#e6e4df", material: "quartz" },
  doors: white,
  tiles: white,
  fixtures: { colour: "#c4c7c9", material: "metal" },
};

const looks: readonly (readonly [RegExp, Looks])[] = [
  [/scandi|nordic|minimal/, light],
  [
    /industrial|loft/,
    {
      ...light,
      walls: { colour: "#9c9e9f" },
      floor: { colour: "#a7a6a2", material: "concrete" },
      cabinets: { colour: "#3d4042" },
      worktop: walnut,
      doors: black,
      fixtures: black,
    },
  ],
  [
    /rustic|farm|country/,
    {
      ...light,
      walls: warmWhite,
      floor: oak,
      cabinets: { colour: "#a3b18a", material: "shaker" },
      worktop: { colour: "#b58456", material: "planks" },
      doors: oak,
      fixtures: { colour: "#b5965a", material: "metal" },
    },
  ],
  [
    /traditional|classic/,
    {
      ...light,
      walls: { colour: "#efe6d0" },
      floor: { colour: "#a87f55", material: "herringbone" },
      cabinets: { colour: "#efe6d0", material: "shaker" },
      worktop: { colour: "#55524e", material: "granite" },
      fixtures: { colour: "#b5965a", material: "metal" },
    },
  ],
  [
    /luxury|glam|elegant/,
    {
      ...light,
      walls: warmWhite,
      floor: { colour: "#e7e5e1", material: "marble" },
      cabinets: { colour: "#2b3a55", material: "shaker" },
      worktop: { colour: "#e7e5e1", material: "marble" },
      doors: walnut,
      fixtures: { colour: "#b5965a", material: "metal" },
    },
  ],
  [/modern|contemporary/, { ...light, floor: oak, fixtures: black }],
];
