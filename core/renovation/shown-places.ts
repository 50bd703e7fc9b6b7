import { type RenovationStep, type Surface } from "./plan.ts";

/**
 * Which step of a plan each place is for that a person has shown: the one that names what lies there, else the first
 * that names none of the places (tiles, which nothing finds, when "white tiles" is among the words), else the first.
 * @param steps at least one
 * @param places what lies at each, undefined where nothing knows it
 * @returns for each place the number of its step
 */
export function stepsOfPlaces(
  steps: readonly Pick<RenovationStep, "surface">[],
  places: readonly (Surface | undefined)[],
): readonly number[] {
  const named = places.map((place) => steps.findIndex(({ surface }) => surface === place));
  const other = Math.max(
    0,
    steps.findIndex((_, step) => !named.includes(step)),
  );
  return named.map((step) => (step === -1 ? other : step));
}
