import { type Place } from "../op.ts";
import { without } from "./phrase.ts";

const pattern =
  /\b(?:(?:in|at|on|to|into|from)? ?(?:the )?)?(?:(?<row>top|upper|bottom|lower)[ -]?(?<column>left|right|cent(?:re|er)|middle)?|(?<alone>left|right|cent(?:re|er)|middle)(?: (?:side|edge))?)(?: (?:hand )?(?:corner|edge|side))?\b/i;

/** A place on the picture, in plain words; undefined when none is named. */
export function takePlace(words: string): { readonly place: Place; readonly rest: string } | undefined {
  const match = pattern.exec(words);
  if (match === null) return undefined;
  const { row, column, alone } = match.groups ?? {};
  const rest = without(words, match);
  if (alone !== undefined) return { place: sideOf(alone) ?? "centre", rest };
  const upDown = /^(?:top|upper)$/i.test(row ?? "") ? "north" : "south";
  const leftRight = sideOf(column);
  return { place: leftRight === undefined ? upDown : `${upDown}-${leftRight}`, rest };
}

function sideOf(word: string | undefined): "west" | "east" | undefined {
  if (/^left$/i.test(word ?? "")) return "west";
  return /^right$/i.test(word ?? "") ? "east" : undefined;
}
