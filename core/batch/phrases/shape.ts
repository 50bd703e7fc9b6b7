import { type BatchOp, type OpOf, type Place } from "../op.ts";
import { asks, type Phrase, phrase, without } from "./phrase.ts";
import { takePlace } from "./place.ts";

/** Turning, mirroring, straightening and cutting. */
export const shapePhrases: readonly Phrase[] = [
  phrase(
    /\b(?:straighten|level|upright|fix|correct)\b(?: (?:out|up|the|it|them|everything|photos?|images?|pictures?|horizons?|verticals?|vertical lines|lines|tilt))*(?: by)? ?(?<degrees>[+-]?\d{1,2}(?:\.\d+)?) ?(?:°|deg(?:rees?)?)/i,
    ({ groups }) => straightened(Number(groups?.["degrees"])),
  ),
  phrase(
    /\b(?:auto[- ]?straighten|straighten(?:ed)?(?: (?:out|up|the|it|them|everything|photos?|images?|pictures?|horizons?|verticals?|lines))*|(?:level|fix|correct) (?:out |the )*(?:horizons?|verticals?|vertical lines|tilt)|make (?:the )?(?:verticals|walls|lines) (?:vertical|straight|upright)|level)\b/i,
    () => ({ op: "straighten" }),
  ),
  phrase(
    /\b(?:rotate|turn|spin)\b(?: (?:it|them|all|everything|the|photos?|images?|pictures?))*(?: by)? (?<degrees>-?\d{1,3}(?:\.\d+)?) ?(?:°|deg(?:rees?)?)?(?: to the)? ?(?<back>counter-?clockwise|anti-?clockwise|ccw|left)?(?: ?(?:clockwise|cw|right)\b)?/i,
    ({ groups }) => turned(Number(groups?.["degrees"]) * (groups?.["back"] === undefined ? 1 : -1)),
  ),
  phrase(
    /\b(?:rotate|turn|spin)\b(?: (?:it|them|all|everything|the|photos?|images?|pictures?))*(?: a)?(?: quarter)?(?: turn)?(?: to the)? (?<side>left|right|clockwise|counter-?clockwise|anti-?clockwise)\b/i,
    ({ groups }) => ({
      op: "rotate",
      degrees: /^(?:right|clockwise)$/i.test(groups?.["side"] ?? "") ? 90 : 270,
    }),
  ),
  phrase(/\b(?:(?:turn|rotate|flip)(?: (?:it|them|all|everything))? )?upside[- ]down\b/i, () => ({
    op: "rotate",
    degrees: 180,
  })),
  phrase(
    /\b(?:flip|mirror|reflect)\b(?: (?:it|them|all|everything|the|photos?|images?|pictures?))*(?: left-right)? (?:horizontal(?:ly)?|sideways|left-right)\b|\bhorizontal(?:ly)? (?:flip|mirror)\b/i,
    () => ({ op: "flip", axis: "horizontal" }),
  ),
  phrase(
    /\b(?:flip|mirror|reflect)\b(?: (?:it|them|all|everything|the|photos?|images?|pictures?))* (?:vertical(?:ly)?|top-bottom)\b|\bvertical(?:ly)? (?:flip|mirror)\b/i,
    () => ({ op: "flip", axis: "vertical" }),
  ),
  phrase(/\bmirror(?:ed)?\b(?: (?:it|them|all|everything|the photos?|the images?))?/i, () => ({
    op: "flip",
    axis: "horizontal",
  })),
  asks(/\bflip\b/i, "Flip them left and right, or top and bottom?"),
  asks(/\b(?:rotate|turn)\b(?: (?:it|them|all|everything))?$/i, "Turn them left, right or upside down?"),
  cropPhrase,
];

function turned(degrees: number): BatchOp | undefined {
  const full = ((degrees % 360) + 360) % 360;
  if (full === 90 || full === 180 || full === 270) return { op: "rotate", degrees: full };
  return straightened(full > 180 ? full - 360 : full);
}

const straightened = (degrees: number): BatchOp | undefined =>
  degrees !== 0 && Math.abs(degrees) <= 15 ? { op: "straighten", degrees } : undefined;

const cropSays = /\b(?:crop|cut|trim)(?:ped)?\b/i;

function cropPhrase({ words }: { readonly words: string }) {
  const isAsked = cropSays.test(words) || /\bsquares?\b|\b\d{1,2}:\d{1,2}\b/i.test(words);
  if (!isAsked) return undefined;
  const size = /(\d{2,5})(?: ?px)? ?(?:x|by) ?(\d{2,5})(?: ?(?:px|pixels))?/i.exec(words);
  const ratio = size
    ? null
    : (/(\d{1,2}(?:\.\d+)?) ?(?::|to|by) ?(\d{1,2}(?:\.\d+)?)\b/i.exec(words) ??
      /\b(?:a )?squares?\b/i.exec(words));
  const match = size ?? ratio;
  if (match === null)
    return cropSays.test(words)
      ? {
          ops: [],
          rest: words.replace(cropSays, " "),
          question: "Crop to what: a shape such as 3:2, or a size in pixels?",
        }
      : undefined;
  const shape = size ? { width: Number(size[1]), height: Number(size[2]) } : { ratio: shapeOf(match) };
  const from = /\bfrom (?:the )?(\d{1,5}) ?(?:,|x) ?(\d{1,5})/i.exec(words);
  let rest = without(words, match).replace(
    /\b(?:crop|cut|trim)(?:ped)?\b(?: (?:it|them|all|everything))?(?: down)?(?: (?:in)?to\b| at\b)?/i,
    " ",
  );
  rest = rest.replaceAll(
    /\b(?:aspect(?: ratio)?|ratio|shape|format|keep(?:ing)?|part|landscape|portrait)\b/gi,
    " ",
  );
  const at: Partial<OpOf<"crop">> = from ? { left: Number(from[1]), top: Number(from[2]) } : {};
  if (from) rest = rest.replace(from[0], " ");
  const place = from ? undefined : takePlace(rest);
  const part: { place?: Place } = place ? { place: place.place } : {};
  return { ops: [{ op: "crop" as const, ...shape, ...at, ...part }], rest: (place?.rest ?? rest).trim() };
}

const shapeOf = ([, across, down]: RegExpExecArray): number =>
  across === undefined || down === undefined || Number(down) === 0
    ? 1
    : Math.max(0.1, Math.min(10, Number(across) / Number(down)));
