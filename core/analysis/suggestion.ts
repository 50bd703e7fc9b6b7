import * as z from "zod/mini";
import { photoEditTypes } from "../edit/edit-type.ts";
import { type RoomType, roomTypes } from "../edit/room-types.ts";
import { type PhotoAnalysis, type PhotoIssue } from "./analysis.ts";

export const priorities = ["high", "medium", "low"] as const;

/** seeds/000 EditSuggestion. `suggestedParams` fills the form: any part of the edit type's params. */
export const suggestion = z.object({
  editType: z.enum(photoEditTypes),
  priority: z.enum(priorities),
  reason: z.string(),
  suggestedParams: z.record(z.string(), z.unknown()),
  confidence: z.number().check(z.minimum(0), z.maximum(1)),
});
export type Suggestion = z.infer<typeof suggestion>;

/**
 * What would help this photo, strongest first (seeds/000 property 22): staging for empty rooms, dusk for daytime
 * exteriors, enhancement for faults of light, removal for what distracts, renovation for what is dated.
 */
export function suggest(analysis: PhotoAnalysis): readonly Suggestion[] {
  if (!analysis.isProperty) return [];
  const isPanorama = analysis.issues.includes("panorama");
  const found = isPanorama
    ? [dusk(analysis), balance(analysis)]
    : [
        stage(analysis),
        dusk(analysis),
        enhance(analysis),
        straighten(analysis),
        remove(analysis),
        renovate(analysis),
      ];
  return found
    .filter((one) => one !== undefined)
    .map((one) => ({ ...one, confidence: rounded(one.confidence) }))
    .toSorted(
      (a, b) =>
        priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || b.confidence - a.confidence,
    );
}

/** Two decimals are all that a person reads. */
const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;

/** When a photo could not be analysed (seeds/000 "Invalid Image Content"): what nearly always helps. */
export const genericSuggestions: readonly Suggestion[] = [
  {
    editType: "enhance",
    priority: "medium",
    reason: "Most photos gain from balanced light and colour.",
    suggestedParams: { autoAdjust: true },
    confidence: 0.5,
  },
  {
    editType: "virtual-staging",
    priority: "low",
    reason: "If this room is empty, furniture shows buyers its size.",
    suggestedParams: { roomType: "living-room", style: "modern" },
    confidence: 0.3,
  },
];

function stage({ scene, furnishing, roomType, confidence }: PhotoAnalysis): Suggestion | undefined {
  if (scene !== "interior" || furnishing === "furnished") return undefined;
  const room: RoomType = roomTypes.find((known) => known === roomType) ?? "living-room";
  const empty = furnishing === "empty";
  return {
    editType: "virtual-staging",
    priority: empty ? "high" : "low",
    reason: empty
      ? "Empty room: furnish it, buyers see the size."
      : "Sparsely furnished: a few pieces make it feel lived in.",
    suggestedParams: { roomType: room, style: "modern" },
    confidence: empty ? confidence : confidence * 0.6,
  };
}

function dusk({ scene, timeOfDay, skyVisible, confidence }: PhotoAnalysis): Suggestion | undefined {
  if (scene !== "exterior" || timeOfDay !== "day" || !skyVisible) return undefined;
  return {
    editType: "day-to-dusk",
    priority: "medium",
    reason: "Daytime exterior: a dusk sky and lit windows stand out in a list.",
    suggestedParams: { intensity: "moderate" },
    confidence,
  };
}

/** In a panorama straight lines are bent: what is put into the room, or laid on its surfaces, would not fit. */
const balance = ({ confidence }: PhotoAnalysis): Suggestion => ({
  editType: "enhance",
  priority: "medium",
  reason: "A panorama bends straight lines: balance its light, and take a plain photo for the other edits.",
  suggestedParams: { autoAdjust: true },
  confidence,
});

/** What is wrong with the light; a camera held askew is put right apart from it, since that crops. */
const faults: Readonly<Record<Exclude<PhotoIssue, "tilted" | "panorama">, string>> = {
  dark: "too dark",
  overexposed: "too bright",
  "colour-cast": "tinted",
  "low-contrast": "flat",
  blurred: "soft",
  noisy: "grainy",
};
const severe: readonly PhotoIssue[] = ["dark", "overexposed", "colour-cast"];

function enhance({ issues, confidence }: PhotoAnalysis): Suggestion | undefined {
  const [first, ...others] = issues.flatMap((issue) =>
    issue === "tilted" || issue === "panorama" ? [] : [faults[issue]],
  );
  if (first === undefined) return undefined;
  const named =
    others.length > 0 ? `${[first, ...others.slice(0, -1)].join(", ")} and ${others.at(-1)}` : first;
  return {
    editType: "enhance",
    priority: issues.some((issue) => severe.includes(issue)) ? "high" : "medium",
    reason: `The photo is ${named}: balance its light and colour.`,
    suggestedParams: { autoAdjust: true },
    confidence,
  };
}

function straighten({ issues, confidence }: PhotoAnalysis): Suggestion | undefined {
  if (!issues.includes("tilted")) return undefined;
  return {
    editType: "enhance",
    priority: "medium",
    reason: "The photo leans: straighten it. A little is cropped at the edges.",
    suggestedParams: { autoAdjust: issues.length > 1, upright: true },
    // It costs the edges: what helps as much and costs nothing comes first.
    confidence: confidence * 0.9,
  };
}

function remove({ distractions, confidence }: PhotoAnalysis): Suggestion | undefined {
  if (distractions.length === 0) return undefined;
  const objects = [...new Set(distractions.map(({ name }) => name))].slice(0, 5);
  return {
    editType: "item-removal",
    priority: distractions.length >= 3 ? "high" : "medium",
    reason: `Clear away what distracts: ${objects.join(", ")}.`,
    suggestedParams: { objects },
    confidence,
  };
}

function renovate({ datedFeatures, confidence }: PhotoAnalysis): Suggestion | undefined {
  const [first] = datedFeatures;
  if (first === undefined) return undefined;
  return {
    editType: "virtual-renovation",
    priority: "low",
    reason: `Dated: ${datedFeatures.slice(0, 3).join(", ")}. Show what it could be.`,
    suggestedParams: { description: modernised(first) },
    confidence: confidence * 0.8,
  };
}

/** A sensible wish for a dated feature: "oak kitchen cabinets" → "white shaker cabinets". */
function modernised(feature: string): string {
  const wishes: readonly (readonly [RegExp, string])[] = [
    [/cabinet|cupboard/i, "white shaker cabinets"],
    [/worktop|counter/i, "white quartz worktop"],
    [/carpet|floor|lino|vinyl/i, "oak plank floor"],
    [/wallpaper|wall|panel/i, "paint the walls warm white"],
    [/tile/i, "large light grey tiles"],
    [/bathroom suite/i, "large light grey floor tiles and warm white walls"],
    [/door/i, "white doors"],
  ];
  return wishes.find(([what]) => what.test(feature))?.[1] ?? "paint the walls warm white";
}
