import { photosPattern } from "./photo-names.ts";

const namesOfPhotos = new RegExp(`(?<!\\w)${photosPattern}`, "gi");

/** Stands for the "and" between two names. */
const joined = "⟦&⟧";

/** The clauses of a command. Names of photos are kept in one piece: the "and" of "the kitchen and the bathroom" joins no two clauses. */
export function clausesOf(text: string): readonly string[] {
  const whole = text.replaceAll(namesOfPhotos, (names) => names.replaceAll(/,? and |, | or /g, joined));
  return whole
    .split(/[;,!?]|\.(?!\d)|\band then\b|\band also\b|\bthen\b|\band\b|\bplus\b|\bafter that\b/i)
    .map((clause) => clause.replaceAll(joined, " and ").trim())
    .filter((clause) => clause !== "");
}
