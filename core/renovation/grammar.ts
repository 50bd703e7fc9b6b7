import { namedColours } from "./colours.ts";
import { namedMaterials } from "./materials.ts";
import { type RenovationStep, type Surface } from "./plan.ts";

const surfaceNames: readonly (readonly [RegExp, Surface])[] = [
  [/\b(cabinets?|cupboards?|kitchen units?|cabinetry|vanity)\b/, "cabinets"],
  [/\b(worktops?|countertops?|counters?|benchtops?|island top)\b/, "worktop"],
  [/\b(ceilings?)\b/, "ceiling"],
  [/\b(splash ?backs?|back ?splash|wall tiles?)\b/, "tiles"],
  [/\b(floors?|flooring)\b/, "floor"],
  [/\b(walls?|wallpaper)\b/, "walls"],
  [/\b(doors?)\b/, "doors"],
  [/\b(fixtures?|taps?|faucets?|handles?|hardware|fittings?)\b/, "fixtures"],
];

const longestFirst = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => b.length - a.length);
const colourNames = longestFirst(Object.keys(namedColours));
const materialNames = longestFirst(Object.keys(namedMaterials));

/**
 * Reads what to renovate from plain words: "white shaker cabinets and an oak plank floor" → two steps. Parts that
 * name no surface or nothing to make of it are left out; an empty answer means nothing was understood.
 */
export function planRenovation(description: string): readonly RenovationStep[] {
  const clauses = description
    .toLowerCase()
    .replaceAll(/[^a-z0-9#,;.+&\s-]/g, " ")
    .replaceAll("gray", "grey")
    .replaceAll(/(\w)-(?=\w)/g, "$1 ")
    .split(/[,;.+&]|\band\b|\bwith\b|\bplus\b|\bthen\b/)
    .map((clause) => clause.replaceAll(/\s+/g, " ").trim())
    .filter((clause) => clause.length > 0);
  const steps: RenovationStep[] = [];
  for (const step of clauses.flatMap(readClause))
    if (!steps.some(({ surface }) => surface === step.surface)) steps.push(step);
  return steps;
}

function readClause(clause: string): readonly RenovationStep[] {
  const materials = materialNames
    .filter((name) => hasWord(clause, name))
    .flatMap((name) => namedMaterials[name] ?? []);
  const material = materials.find(({ generic }) => generic !== true) ?? materials[0];
  const named = surfaceNames.filter(([pattern]) => pattern.test(clause)).map(([, surface]) => surface);
  // "wall tiles" names tiles; the walls inside that name are not meant.
  const surfaces = named.includes("tiles") ? named.filter((surface) => surface !== "walls") : named;
  const targets: readonly Surface[] = surfaces.length > 0 ? surfaces : (material?.on.slice(0, 1) ?? []);
  const colour = readColour(clause) ?? material?.colour;
  if (colour === undefined) return [];
  return targets.map((surface) => {
    const fitting = material?.on.includes(surface) ? material.material : undefined;
    return {
      surface,
      colour,
      ...(fitting === undefined ? {} : { material: fitting }),
      words: clause.slice(0, 200),
    };
  });
}

function readColour(clause: string): string | undefined {
  const hex = /#[0-9a-f]{6}\b/.exec(clause)?.[0];
  if (hex !== undefined) return hex;
  const name = colourNames.find((known) => hasWord(clause, known));
  return name === undefined ? undefined : namedColours[name];
}

const hasWord = (text: string, words: string): boolean => new RegExp(`\\b${words}s?\\b`).test(text);
