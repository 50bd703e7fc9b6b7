import { type OpName } from "./op.ts";

/**
 * What is not wanted: the words behind "don't", "no", "without". Undefined for what only sounds like it and is a wish of
 * its own: "no metadata", "never enlarge".
 */
export function unwanted(clause: string): string | undefined {
  const match =
    /^(?:(?:please|but|also|and|with) )*(?:do not|don['’]?t|never|no|without|not|avoid)(?: (?:any|want|need|add|put|apply|use|do|make (?:it|them)|a|an|the|to))* (?<what>.+)$/i.exec(
      clause,
    );
  const what = match?.groups?.["what"];
  if (what === undefined || /^(?:enlarg|upscal|making)/i.test(what)) return undefined;
  const isClean = /^(?:their |camera |personal )?(?:meta ?data|exif|gps|location|camera data)/i.test(what);
  return isClean && !/remov|strip|delet/i.test(clause) ? undefined : what;
}

/** Steps named without saying more, as in "don't crop", and the words that are left. */
export function opsNamed(words: string): { readonly ops: readonly OpName[]; readonly rest: string } {
  let rest = words;
  const ops: OpName[] = [];
  for (const [pattern, names] of table) {
    if (!pattern.test(rest)) continue;
    rest = rest.replace(pattern, " ").replaceAll(/\s+/g, " ").trim();
    ops.push(...names);
  }
  return { ops, rest };
}

const table: readonly (readonly [RegExp, readonly OpName[]])[] = [
  [/\b(?:crop|cut|trim)(?:ped|ping|s)?(?: (?:anything|off))*\b/i, ["crop"]],
  [
    /\b(?:re-?siz(?:e|ing)|scal(?:e|ing)|shrink(?:ing)?|(?:change|changing) (?:the |their )?size)\b/i,
    ["resize"],
  ],
  [/\b(?:rotat(?:e|ing|ion)|turn(?:ing)?)\b/i, ["rotate"]],
  [/\b(?:flip|mirror)(?:ping|ing)?\b/i, ["flip"]],
  [/\b(?:borders?|frames?)\b/i, ["border"]],
  [/\bwater-?marks?\b/i, ["watermark"]],
  [/\b(?:logos?|texts?|captions?|letters|words)\b/i, ["text", "watermark"]],
  [/\b(?:straighten(?:ing)?|level(?:l?ing)?)\b/i, ["straighten"]],
  [/\b(?:convert(?:ing)?|(?:change|changing) (?:the |their )?format)\b/i, ["convert"]],
  [/\b(?:filters?|effects?)\b/i, ["filter"]],
  [/\b(?:stag(?:e|ing)|furnish(?:ing)?|furniture|renovat(?:e|ing|ions?))\b/i, ["edit"]],
];
