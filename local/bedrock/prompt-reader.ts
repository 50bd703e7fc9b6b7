import {
  type DuskIntensity,
  type RoomType,
  type StagingStyle,
  roomTypes,
  stagingStyles,
} from "#core/edit/params.ts";
import { duskWords } from "#core/edit/flows/day-to-dusk.ts";
import { surfaceWords } from "#core/renovation/plan.ts";
import { roomWords, styleWords } from "#core/edit/flows/staging-words.ts";
import { houseStands } from "#core/edit/flows/surface-instructions.ts";
import { planRenovation } from "#core/renovation/grammar.ts";
import { type RenovationStep, surfaces, type Surface } from "#core/renovation/plan.ts";

/**
 * The stand-in's understanding of language: it reads a prompt's words back by the same tables core writes them with.
 * It is told nothing but the prompt; words nobody's table knows mean nothing to it.
 */
export interface Staging {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
}

/** The room a prompt furnishes, or undefined when it is about something else. */
export function readStaging(prompt: string): Staging | undefined {
  const words = prompt.toLowerCase();
  const roomType = words.includes("furnished") ? firstNamed(words, roomTypes, roomWords) : undefined;
  const room = roomType ?? furnitureRooms.find(([furniture]) => furniture.test(words))?.[1];
  if (room === undefined) return undefined;
  const style =
    stagingStyles.find((known) => words.includes(styleWords[known])) ?? firstNamed(words, stagingStyles);
  return { roomType: room, style: style ?? "modern" };
}

/** How deep a dusk the prompt describes: by core's own sentence, else by how strong its words are. */
export function readDusk(prompt: string): DuskIntensity | undefined {
  const words = prompt.toLowerCase();
  const whole = intensities.find((intensity) => words.includes(duskWords[intensity]));
  if (whole !== undefined) return whole;
  if (!/\b(dusk|twilight|sunset|evening|blue hour|golden hour)\b/.test(words)) return undefined;
  if (/\b(dramatic|glowing|fiery|vivid|intense)\b/.test(words)) return "dramatic";
  return /\b(subtle|soft|pale|faint|early)\b/.test(words) ? "subtle" : "moderate";
}

/** What to make of the surfaces a prompt names, the same surface once. What is to stay as it is names surfaces too. */
export const readRenovation = (prompt: string): readonly RenovationStep[] =>
  planRenovation(prompt.replace(houseStands, ""));

/** The step for one surface that was searched for: "floor" and "pale oak planks" need not name it twice. */
export function readRenovationOf(searched: string, prompt: string): RenovationStep | undefined {
  const surface = surfaceNamed(searched);
  if (surface === undefined) return undefined;
  const [first = ""] = prompt.split(/[,.;]/);
  return [prompt, `${first} ${surfaceWords[surface]}`]
    .flatMap((words) => planRenovation(words))
    .find((step) => step.surface === surface);
}

export const asksForSky = (searched: string): boolean => /\bsky\b/i.test(searched);

const intensities = ["subtle", "moderate", "dramatic"] as const satisfies readonly DuskIntensity[];

const furnitureRooms: readonly (readonly [RegExp, RoomType])[] = [
  [/\b(sofa|couch|armchair)\b/, "living-room"],
  [/\b(bed|bedside)\b/, "bedroom"],
  [/\bdining (table|chairs?)\b/, "dining-room"],
  [/\b(desk|bookcase)\b/, "office"],
  [/\bbar stools?\b/, "kitchen"],
  [/\b(bath ?mat|towels)\b/, "bathroom"],
];

/** The one that is named first, since a prompt may go on to name others. */
function firstNamed<T extends string>(
  words: string,
  known: readonly T[],
  wordsOf?: Readonly<Record<T, string>>,
): T | undefined {
  const found = known
    .map((name) => ({ name, at: words.search(new RegExp(`\\b${wordsOf?.[name] ?? name}\\b`)) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return found[0]?.name;
}

function surfaceNamed(searched: string): Surface | undefined {
  const exact = surfaces.find((surface) => surfaceWords[surface] === searched.trim().toLowerCase());
  // A colour makes any surface's name a step the grammar can read.
  return exact ?? planRenovation(`white ${searched}`)[0]?.surface;
}
