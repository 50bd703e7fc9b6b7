import { anyOf, type SeenObject } from "#core/analysis/seen-object.ts";

/** Which room with fittings a photo shows, by the things seen in it. */
export function roomOf(objects: readonly SeenObject[]): "kitchen" | "bathroom" | "other" {
  const sees = (...names: readonly string[]): number =>
    anyOf(objects.filter(({ name }) => names.includes(name)));
  if (sees("toilet") > SURE) return "bathroom";
  return sees("oven", "microwave", "refrigerator", "sink") > SURE ? "kitchen" : "other";
}

/** Chance that one of the things is really there. */
const SURE = 0.32;
