import { type OpOf } from "../op.ts";
import { inkOf, inkPattern } from "./ink.ts";
import { type Clause, type Phrase, type Taken, without } from "./phrase.ts";
import { takePlace } from "./place.ts";

type Text = OpOf<"text">;
type Look = Partial<Pick<Text, "place" | "size" | "font" | "colour" | "outline" | "shadow">>;

/** Borders, words and watermarks. */
export const textPhrases: readonly Phrase[] = [borderPhrase, watermarkPhrase, writtenPhrase];

function borderPhrase({ words }: Clause): Taken | undefined {
  const match = new RegExp(
    `\\b(?:(?:thin|thick|narrow|wide|small|large|fine|simple|(?:\\d{1,4} ?(?:px|pixels?)?)|${inkPattern})[ -]?)*(?:borders?|frames?)(?: of)?(?: (?:\\d{1,4} ?(?:px|pixels?)))?(?: in)?(?: ${inkPattern})?`,
    "i",
  ).exec(words);
  if (match === null) return undefined;
  const said = match[0];
  const colour = new RegExp(inkPattern, "i").exec(said)?.[0];
  const number = /(?<![#\w])(\d{1,4})(?= ?px| ?pixels|\b)/i.exec(said)?.[1];
  const width = number === undefined ? usualBorder(said) : Number(number);
  if (width < 1 || width > 1000) return undefined;
  const ink = colour === undefined ? undefined : inkOf(colour);
  return {
    ops: [{ op: "border", width, ...(ink === undefined ? {} : { colour: ink }) }],
    rest: without(words, match),
  };
}

function usualBorder(said: string): number {
  if (/thin|narrow|small|fine/i.test(said)) return 8;
  return /thick|wide|large/i.test(said) ? 60 : 20;
}

function watermarkPhrase({ words, quotes }: Clause): Taken | undefined {
  const match = /\bwater-?mark(?:ed|s)?\b/i.exec(words);
  if (match === null) return undefined;
  const said = quoted(words, quotes);
  const rest = without(words, match);
  if (said === undefined)
    return { ops: [], rest, question: "What should the watermark say? Put the words in quotes." };
  let left = rest.replace(said.token, " ");
  const opacity = /(?:at |with )?(\d{1,3}) ?(?:%|percent)(?: (?:opacity|strength|visible))?/i.exec(left);
  const percent = Number(opacity?.[1]);
  if (opacity) left = without(left, opacity);
  const tiled =
    /\b(?:tiled|repeated|all over|everywhere|across)\b(?: (?:the )?(?:photo|image|picture)s?)?/i.exec(left);
  if (tiled) left = without(left, tiled);
  const place = takePlace(left);
  return {
    ops: [
      {
        op: "watermark",
        text: said.text,
        ...(percent >= 1 && percent <= 100 ? { opacity: percent } : {}),
        ...(place ? { place: place.place } : {}),
      },
    ],
    rest: withoutVerbs(place?.rest ?? left),
  };
}

function writtenPhrase({ words, quotes }: Clause): Taken | undefined {
  const said = quoted(words, quotes) ?? unquoted(words);
  if (said === undefined) {
    const wanted =
      /\b(?:my |our |the |a )?(?:(?:logo|company|agency|brand)(?: name)?(?: text)?|text|caption|title)\b/i.exec(
        words,
      );
    if (wanted === null) return undefined;
    // The place that was said is not lost on the way: it is asked for together with the words.
    const place = takePlace(without(words, wanted));
    return {
      ops: [],
      rest: withoutVerbs(place?.rest ?? without(words, wanted)),
      question: "What should the text say? Put the words in quotes, like “Smith & Co”.",
    };
  }
  const { look, rest } = textLook(words.replace(said.token, " "));
  return { ops: [{ op: "text", text: said.text, ...look }], rest: withoutVerbs(rest) };
}

const quoted = (words: string, quotes: readonly string[]): Said | undefined => {
  const match = /⟦(\d+)⟧/.exec(words);
  const text = match === null ? undefined : quotes[Number(match[1])]?.trim().slice(0, 120);
  return match === null || text === undefined || text === "" ? undefined : { token: match[0], text };
};

interface Said {
  readonly token: string;
  readonly text: string;
}

/** "write For sale at the bottom": up to where it says where. */
function unquoted(words: string): Said | undefined {
  const match =
    /\b(?:write|saying|that says|which says|reading)\s+(.+?)(?=\s+(?:(?:at|in|on|to) (?:the )?)?(?:top|bottom|upper|lower|left|right|cent(?:re|er)|middle)\b|\s+in (?:white|black)\b|$)/i.exec(
      words,
    );
  const text = match?.[1]?.trim();
  return text === undefined || text === "" || text.includes("⟦")
    ? undefined
    : { token: text, text: text.slice(0, 120) };
}

/** How letters look, taken from words such as "in white with a black outline, bottom right". */
export function textLook(words: string): { readonly look: Look; readonly rest: string } {
  let rest = words;
  const look: { -readonly [K in keyof Look]: Look[K] } = {};
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => void): void => {
    const match = pattern.exec(rest);
    if (match === null) return;
    rest = without(rest, match);
    read(match);
  };
  take(
    new RegExp(
      `\\boutlined(?: in (?<after>${inkPattern}))?|(?:with )?(?:an? )?(?<ink>${inkPattern})? ?\\b(?:outlines?|stroke)\\b`,
      "i",
    ),
    ({ groups }) => {
      look.outline = inkOf(groups?.["ink"] ?? groups?.["after"] ?? "black") ?? "#000000";
    },
  );
  take(/\b(?:with )?(?:an? )?(?:soft |drop[- ]?)?shadows?\b/i, () => (look.shadow = true));
  take(
    /\b(?:(?:at |with )?(?:a )?(?:text |font )?size(?: of)? )?(\d{1,2}(?:\.\d)?) ?(?:%|percent)(?: (?:high|tall|size))?/i,
    ([, size]) => {
      const percent = Number(size);
      if (percent >= 0.5 && percent <= 40) look.size = percent;
    },
  );
  take(/\b(?:in )?(small|large|big|huge|tiny)(?: (?:letters|type|text|size))?\b/i, ([, word]) => {
    look.size = /small/i.test(word ?? "")
      ? 2.5
      : /tiny/i.test(word ?? "")
        ? 1.5
        : /huge/i.test(word ?? "")
          ? 12
          : 7;
  });
  take(
    /\b(?:in )?(?:an? )?(sans|serif|mono)(?:[- ]?serif|space)?(?: (?:font|type|letters))?\b/i,
    ([word, font]) => {
      look.font = /sans/i.test(word) ? "sans" : /mono/i.test(font ?? "") ? "mono" : "serif";
    },
  );
  take(
    new RegExp(`(?:in |coloured |colored )?(?<ink>${inkPattern})(?: (?:letters|type|colou?r))?`, "i"),
    ({ groups }) => {
      const ink = inkOf(groups?.["ink"] ?? "");
      if (ink !== undefined) look.colour = ink;
    },
  );
  const place = takePlace(rest);
  if (place) look.place = place.place;
  return { look, rest: place?.rest ?? rest };
}

const withoutVerbs = (words: string): string =>
  words
    .replaceAll(
      /\b(?:write|stamp|overlay|place|print|insert|label|saying|that says|which says|reading|text|words?|caption|title|logo|letters|company name|reads?)\b/gi,
      " ",
    )
    .replaceAll(/\s+/g, " ")
    .trim();
