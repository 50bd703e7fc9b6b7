import { namedColours } from "./colours.ts";
import { namedMaterials } from "./materials.ts";
import { type RenovationStep, type Surface } from "./plan.ts";
import { type Look, lookOfStyle } from "./style-looks.ts";

/** What was read from plain words. */
export interface ReadRenovation {
  /** Each surface at most once, in the order named. */
  readonly steps: readonly RenovationStep[];
  /** Parts of the description that named no surface or nothing to make of it, in the person's words. */
  readonly notUnderstood: readonly string[];
}

/**
 * Reads what to renovate: "white shaker cabinets and an oak plank floor, keep the ceiling" → two steps. What is to be
 * kept is no step, whatever else is said of it.
 * @param style refines what the words leave open: "new cabinets" in "scandinavian" get that style's look
 */
export function readRenovation(description: string, style?: string): ReadRenovation {
  const clauses = clausesOf(description).map(readClause);
  const kept = new Set(clauses.flatMap(({ keeps, surfaces }) => (keeps ? surfaces : [])));
  const steps: RenovationStep[] = [];
  const notUnderstood: string[] = [];
  clauses.forEach((clause, n) => {
    if (clause.keeps && clause.surfaces.length > 0) return;
    const look = clause.look ?? sharedLook(clauses, n);
    const targets = clause.surfaces.length > 0 ? clause.surfaces : (look?.meant ?? []);
    const made = clause.keeps ? [] : targets.flatMap((surface) => stepOf(surface, look, clause.words, style));
    if (made.length === 0) notUnderstood.push(clause.words);
    for (const step of made)
      if (!kept.has(step.surface) && !steps.some(({ surface }) => surface === step.surface)) steps.push(step);
  });
  return { steps, notUnderstood };
}

/** The steps of {@link readRenovation}; an empty answer means that nothing was understood. */
export const planRenovation = (description: string, style?: string): readonly RenovationStep[] =>
  readRenovation(description, style).steps;

const surfaceNames: readonly (readonly [RegExp, Surface])[] = [
  [/\b(cabinets?|cupboards?|kitchen units?|units|cabinetry|vanity|wardrobes?)\b/, "cabinets"],
  [/\b(work ?tops?|counter ?tops?|counters?|bench ?tops?|work surfaces?|island top)\b/, "worktop"],
  [/\b(ceilings?)\b/, "ceiling"],
  [/\b(splash ?backs?|back ?splash(es)?|wall tiles?)\b/, "tiles"],
  [/\b(floors?|flooring|floorboards?)\b/, "floor"],
  [/\b(walls?|wallpaper)\b/, "walls"],
  [/\b(doors?)\b/, "doors"],
  [/\b(fixtures?|taps?|faucets?|handles?|hardware|fittings?)\b/, "fixtures"],
];

/** A noun before another only says which: cabinet handles are handles, cabinet doors are cabinets. */
const compounds: readonly (readonly [RegExp, string])[] = [
  [
    /\b(cabinet|cupboard|door|kitchen|drawer|vanity|window)s? (handles?|knobs?|pulls?|hardware)\b/g,
    "handles",
  ],
  [/\b(knobs?|pulls?)\b/g, "handles"],
  [/\b(cabinet|cupboard|kitchen|vanity|wardrobe|unit)s? (doors?|fronts?|drawers?)\b/g, "cabinets"],
  [/\b(wall|shower|bathroom|kitchen|subway|metro|splashback) (tiles|tile|tiling)\b/g, "wall tiles"],
];

const keeping =
  /\b(keep|leave|except|excluding|without (changing|touching|painting)|do not|don t|dont|not (the|my|our)|no changes?( to)?|as (it|they) (is|are)|untouched|unchanged)\b/;

function clausesOf(description: string): readonly string[] {
  let text = description
    .toLowerCase()
    .replaceAll(/[^a-z0-9#,;.+&\s-]/g, " ")
    .replaceAll("gray", "grey")
    .replaceAll(/(\w)-(?=\w)/g, "$1 ")
    .replaceAll(/\s+/g, " ");
  for (const [pattern, word] of compounds) text = text.replaceAll(pattern, word);
  return text
    .replaceAll(/\b(except|excluding|keep|keeping|leave|leaving|without|do not|don t|dont|not the)\b/g, ",$1")
    .replaceAll(/\b(keeping)\b/g, "keep")
    .replaceAll(/\b(leaving)\b/g, "leave")
    .split(/[,;.+&]|\band\b|\bwith\b|\bplus\b|\bthen\b|\bbut\b|\bhowever\b/)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 0);
}

interface MeantLook extends Look {
  /** Where it is meant when no surface is named. */
  readonly meant: readonly Surface[];
  /** Where the material makes sense; elsewhere only its colour is taken. */
  readonly fits: readonly Surface[];
}

interface Clause {
  readonly words: string;
  readonly keeps: boolean;
  readonly surfaces: readonly Surface[];
  readonly look: MeantLook | undefined;
}

function readClause(words: string): Clause {
  const named = surfaceNames.filter(([pattern]) => pattern.test(words)).map(([, surface]) => surface);
  // "wall tiles" names tiles; the walls inside that name are not meant.
  const surfaces = named.includes("tiles") ? named.filter((surface) => surface !== "walls") : named;
  return { words, keeps: keeping.test(words), surfaces, look: readLook(words) };
}

function readLook(words: string): MeantLook | undefined {
  const materials = materialNames
    .filter((name) => hasWord(words, name))
    .flatMap((name) => namedMaterials[name] ?? []);
  const material = materials.find(({ generic }) => generic !== true) ?? materials[0];
  const colour = readColour(words) ?? material?.colour;
  if (colour === undefined) return undefined;
  return {
    colour,
    material: material?.material,
    meant: material?.on.slice(0, 1) ?? [],
    fits: material?.on ?? [],
  };
}

/**
 * "Paint the walls and ceiling white", "white walls and ceiling": a surface named without a look has that of the clause
 * after it, or before it; not when it is to be new or other.
 */
function sharedLook(clauses: readonly Clause[], n: number): MeantLook | undefined {
  const { surfaces, words } = clauses[n] ?? { surfaces: [], words: "" };
  if (surfaces.length === 0 || /\b(new|other|different|modern|replace)\b/.test(words)) return undefined;
  const beside = [clauses[n + 1], clauses[n - 1]].filter(
    (clause) => clause !== undefined && !clause.keeps && clause.surfaces.length > 0,
  );
  return beside.find((clause) => clause?.look !== undefined)?.look;
}

function stepOf(
  surface: Surface,
  look: MeantLook | undefined,
  words: string,
  style: string | undefined,
): readonly RenovationStep[] {
  const found: Look | undefined = look ?? lookOfStyle(style, surface);
  if (found === undefined) return [];
  const material = look === undefined || look.fits.includes(surface) ? found.material : undefined;
  return [
    {
      surface,
      colour: found.colour,
      ...(material === undefined ? {} : { material }),
      words: words.slice(0, 200),
    },
  ];
}

const longestFirst = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => b.length - a.length);
const colourNames = longestFirst(Object.keys(namedColours));
const materialNames = longestFirst(Object.keys(namedMaterials));

function readColour(words: string): string | undefined {
  const hex = /#[0-9a-f]{6}\b/.exec(words)?.[0];
  if (hex !== undefined) return hex;
  const name = colourNames.find((known) => hasWord(words, known));
  const colour = name === undefined ? undefined : namedColours[name];
  if (name === undefined || colour === undefined) return undefined;
  const shade = new RegExp(`\\b(light|pale|soft|dark|deep)(er)? ${name}\\b`).exec(words)?.[1];
  if (shade === undefined) return colour;
  return shade === "dark" || shade === "deep" ? mixed(colour, 0, 0.4) : mixed(colour, 255, 0.5);
}

/** Each channel taken part of the way to `to`. */
function mixed(hex: string, to: number, share: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const channels = [16, 8, 0].map((shift) => {
    const from = (value >> shift) & 255;
    return Math.round(from + (to - from) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

const hasWord = (text: string, words: string): boolean => new RegExp(`\\b${words}s?\\b`).test(text);
