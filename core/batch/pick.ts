import { type NamedPhoto, numberedPattern, photosCalled, photosPattern } from "./photo-names.ts";

/** The photos that a clause is for, or leaves out, and what else it says. */
export interface Pick {
  readonly kind: "only" | "except";
  readonly numbers: readonly number[];
  readonly called: string;
  readonly said: string;
  readonly rest: string;
}

const allWord =
  "(?:all(?: of)?(?: (?:the|my|these))?|every(?:thing|one)?|each)(?: (?:photos?|images?|pictures?))?";
export const exceptPattern = new RegExp(
  `(?:${allWord} )?\\b(?:but(?: not)?|except(?:ing)?(?: for)?|apart from|excluding|not|leave out|skip|other than) (?<names>${photosPattern})`,
  "i",
);
const onlyPatterns = [
  `\\b(?:only|just)(?: (?:on|for|in))? (?<names>${photosPattern})`,
  `\\b(?:(?:on|for|in|of) )?(?<names>${photosPattern}) only\\b`,
  `\\b(?:on|for|in|of) (?<names>${photosPattern})`,
  `(?<!\\w)(?<names>${numberedPattern})`,
  `\\b(?<names>the (?:${photosPattern}))`,
  `\\b(?<names>${photosPattern})$`,
].map((source) => new RegExp(source, "i"));
const numberedPhotos = new RegExp(`^${numberedPattern}`, "i");

/** Photos by name, by number or by room; undefined when the clause names none. */
export function readPick(clause: string, photos: readonly NamedPhoto[]): Pick | undefined {
  const except = exceptPattern.exec(clause);
  const match = except ?? onlyPatterns.map((pattern) => pattern.exec(clause)).find((found) => found !== null);
  const names = match?.groups?.["names"];
  if (match === null || match === undefined || names === undefined) return undefined;
  // "stage as a modern living room": a room that is asked for, not a photo that is meant.
  if (!except && /\b(?:stage|furnish)/i.test(clause) && !numberedPhotos.test(names)) return undefined;
  return {
    kind: except ? "except" : "only",
    numbers: photosCalled(names, photos),
    called: names.replace(/^(?:the|my) /i, ""),
    said: match[0].trim(),
    rest: `${clause.slice(0, match.index)} ${clause.slice(match.index + match[0].length)}`
      .replaceAll(/\s+/g, " ")
      .trim(),
  };
}

/** "the rest": the photos that no clause before has named. */
export function readRest(clause: string, others: readonly number[]): Pick | undefined {
  const match =
    /\b(?:for |on |of |in )?(?:the |all (?:of )?(?:the )?)?(?:rest|others|other (?:ones|photos|images|pictures)|remaining (?:ones|photos|images|pictures))\b/i.exec(
      clause,
    );
  if (match === null) return undefined;
  const rest = `${clause.slice(0, match.index)} ${clause.slice(match.index + match[0].length)}`;
  const said = match[0].trim();
  return { kind: "only", numbers: others, called: said, said, rest: rest.replaceAll(/\s+/g, " ").trim() };
}
