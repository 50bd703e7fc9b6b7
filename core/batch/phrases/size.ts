import { type OpOf } from "../op.ts";
import { inkOf, inkPattern } from "./ink.ts";
import { type Clause, type Phrase, type Taken, without } from "./phrase.ts";

type Resize = OpOf<"resize">;

const px = "(?: ?(?:px|pixels?))?";
const verb =
  "(?:(?:re-?size|scale|shrink|reduce|downsize|downscale|upscale|enlarge|fit|limit|make)(?: (?:it|them|all|everything|the photos?|the images?))?(?: down| up)?(?: (?:in)?to| by| within| inside| at)? ?)?";

const named: Readonly<Record<string, readonly [number, number]>> = {
  "4k": [3840, 2160],
  "full hd": [1920, 1080],
  "1080p": [1920, 1080],
  "720p": [1280, 720],
};

const shares: Readonly<Record<string, number>> = {
  half: 0.5,
  "a half": 0.5,
  "a third": 1 / 3,
  "a quarter": 0.25,
  quarter: 0.25,
  double: 2,
  twice: 2,
};

/** Sizes, with how they fit and whether small pictures may grow. */
export const sizePhrase: Phrase = (clause) => {
  // A crop says sizes too, and says so.
  if (/\bcrop/i.test(clause.words) && !/\bcover\b/i.test(clause.words)) return undefined;
  // Borders, letters and margins have sizes of their own.
  if (/\b(?:border|frame|text|font|watermark|quality)\b|⟦/i.test(clause.words)) return undefined;
  for (const [pattern, read] of patterns) {
    const match = pattern.exec(clause.words);
    const size = match === null ? undefined : read(match);
    if (match !== null && size !== undefined) return withFit(size, clause, match);
  }
  return neverEnlarge(clause);
};

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Partial<Resize> | undefined])[] = [
  [
    new RegExp(`${verb}(?:at most |max(?:imum)? )?(\\d{2,5})${px} ?(?:x|by) ?(\\d{2,5})${px}`, "i"),
    ([, width, height]) => ({ width: Number(width), height: Number(height) }),
  ],
  [
    new RegExp(
      `${verb}(?:at most |max(?:imum)? )?(\\d{2,5})${px} (?:on|along|for) (?:the |its |their )?(?:long(?:est|er)?|larg(?:est|er)) (?:side|edge)`,
      "i",
    ),
    ([, side]) => longSide(side),
  ],
  [
    new RegExp(
      `${verb}(?:the |its |their )?(?:long(?:est|er)?|larg(?:est|er)) (?:side|edge)(?: (?:to|of|at|max(?:imum)?|at most))* (\\d{2,5})${px}`,
      "i",
    ),
    ([, side]) => longSide(side),
  ],
  [
    new RegExp(
      `${verb}(?:at most |max(?:imum)? )?(\\d{2,5})${px} ?(?:wide|(?:in )?width|across)\\b(?: max(?:imum)?\\b| at most)?`,
      "i",
    ),
    ([, width]) => ({ width: Number(width) }),
  ],
  [
    new RegExp(`${verb}(?:max(?:imum)? )?width(?: (?:to|of|at|=|max(?:imum)?))* ?(\\d{2,5})${px}`, "i"),
    ([, width]) => ({ width: Number(width) }),
  ],
  [
    new RegExp(
      `${verb}(?:at most |max(?:imum)? )?(\\d{2,5})${px} ?(?:high|tall|(?:in )?height)\\b(?: max(?:imum)?\\b| at most)?`,
      "i",
    ),
    ([, height]) => ({ height: Number(height) }),
  ],
  [
    new RegExp(`${verb}(?:max(?:imum)? )?height(?: (?:to|of|at|=|max(?:imum)?))* ?(\\d{2,5})${px}`, "i"),
    ([, height]) => ({ height: Number(height) }),
  ],
  [/\b(\d{1,2}) ?(?:%|percent) smaller\b/i, ([words, percent]) => share(1 - Number(percent) / 100, words)],
  [
    /\b(\d{1,3}) ?(?:%|percent) (?:larger|bigger)\b/i,
    ([words, percent]) => share(1 + Number(percent) / 100, words),
  ],
  // By how much, not to what: a quarter less is three quarters.
  [
    /\b(?:shrink|reduce|decrease|downsize|downscale|scale down)(?: (?:it|them|all|everything|(?:the )?(?:photos?|images?|pictures?)))?(?: in size|(?: the| their)? size)? by (\d{1,2}) ?(?:%|percent)/i,
    ([words, percent]) => share(1 - Number(percent) / 100, words),
  ],
  [
    /\b(?:enlarge|upscale|increase)(?: (?:it|them|all|everything|(?:the )?(?:photos?|images?|pictures?)))?(?: in size|(?: the| their)? size)? by (\d{1,3}) ?(?:%|percent)/i,
    ([words, percent]) => share(1 + Number(percent) / 100, words),
  ],
  [
    /\b(?:enlarge|upscale|scale up)(?: (?:it|them|all|everything))?(?: by| to)? (\d(?:\.\d)?) ?(?:x|times)(?![\w])/i,
    ([words, times]) => share(Number(times), words),
  ],
  [/\b(half|twice) as (?:big|large)\b/i, ([words, name]) => share(shares[(name ?? "").toLowerCase()], words)],
  [
    /\b(?:re-?size|scale|shrink|reduce|downsize|downscale|upscale|enlarge)(?: (?:it|them|all|everything|the (?:photos?|images?|pictures?)))?(?: down| up)?(?: to| by)? (\d{1,3}(?:\.\d+)?) ?(?:%|percent)/i,
    ([words, percent]) => share(Number(percent) / 100, words),
  ],
  [
    /\b(\d{1,3}) ?(?:%|percent) (?:of (?:the )?)?(?:original )?size\b/i,
    ([words, percent]) => share(Number(percent) / 100, words),
  ],
  [
    /\b(?:(?:re-?size|scale|shrink|reduce|make)(?: (?:it|them|all|everything))?(?: to| by)? )?(half|a half|a third|a quarter|quarter|double|twice)(?: (?:the|their|its|of the))?(?: original)? size\b/i,
    ([words, name]) => share(shares[(name ?? "").toLowerCase()], words),
  ],
  [
    /\b(?:re-?size|scale|shrink|reduce)(?: (?:it|them|all|everything))?(?: to| by) (half|a half|a third|a quarter|quarter)\b/i,
    ([words, name]) => share(shares[(name ?? "").toLowerCase()], words),
  ],
  [/\bdouble (?:the|their|its) (?:size|resolution)\b/i, ([words]) => share(2, words)],
  [
    new RegExp(`${verb}\\b(4k|full hd|1080p|720p)\\b`, "i"),
    ([, name]) => {
      const size = named[(name ?? "").toLowerCase()];
      return size && { width: size[0], height: size[1] };
    },
  ],
  [
    new RegExp(
      `\\b(?:re-?size|scale|shrink|reduce|downsize|downscale|fit|limit|upscale|enlarge)(?: (?:it|them|all|everything|the (?:photos?|images?|pictures?)))?(?: down| up)?(?: (?:in)?to| within| inside)?(?: at most| max(?:imum)?)? (\\d{3,5})${px}(?! ?%)`,
      "i",
    ),
    ([, side]) => longSide(side),
  ],
  [
    new RegExp(`\\b(?:max(?:imum)?|at most|no (?:larger|bigger|wider) than) (\\d{3,5})${px}`, "i"),
    ([, side]) => longSide(side),
  ],
];

/** One number without a side means the longer one. */
const longSide = (side: string | undefined): Partial<Resize> => ({
  width: Number(side),
  height: Number(side),
});

function share(scale: number | undefined, words: string): Partial<Resize> | undefined {
  if (scale === undefined || !(scale > 0) || scale > 4) return undefined;
  return {
    scale: Math.max(0.01, scale),
    ...(scale > 1 || /upscale|enlarge/i.test(words) ? { enlarge: true } : {}),
  };
}

function withFit(size: Partial<Resize>, { words }: Clause, match: RegExpExecArray): Taken {
  const grows = /upscale|enlarge/i.test(match[0]) ? { enlarge: true } : {};
  const fit = readFit(without(words, match));
  const onlyBoth = size.width !== undefined && size.height !== undefined ? fit.fit : {};
  const filling = /\bfill/i.test(match[0]) ? { fit: "cover" as const } : {};
  return {
    ops: [{ op: "resize", ...size, ...grows, ...filling, ...onlyBoth, ...fit.enlarge }],
    rest: fit.rest,
  };
}

/** Nothing is enlarged unless that is asked for: saying so asks for nothing more. */
function neverEnlarge({ words }: Clause): Taken | undefined {
  const fit = readFit(words);
  return fit.enlarge.enlarge === false ? { ops: [], rest: fit.rest } : undefined;
}

interface Fit {
  readonly fit: Partial<Pick<Resize, "fit" | "background">>;
  readonly enlarge: Partial<Pick<Resize, "enlarge">>;
  readonly rest: string;
}

const fits: readonly (readonly [RegExp, NonNullable<Resize["fit"]>])[] = [
  [/\b(?:cover(?:ing)?|cropp?(?:ed|ing)? to fi(?:t|ll)|fill(?:ing)?(?: the (?:frame|box))?)\b/i, "cover"],
  [/\b(?:contain(?:ed)?|padd?(?:ed|ing)?|letterbox(?:ed)?|with (?:white )?(?:padding|bars))\b/i, "contain"],
  [
    /\b(?:stretch(?:ed|ing)?|ignor(?:e|ing) (?:the )?(?:aspect(?: ratio)?|proportions?)|distort(?:ed)?)\b/i,
    "fill",
  ],
  [
    /\b(?:keep(?:ing)? (?:the )?(?:aspect(?: ratio)?|proportions?|shape)|fit(?:ted)?(?: within| inside| in)?|within|inside)\b/i,
    "inside",
  ],
];

function readFit(words: string): Fit {
  let rest = words;
  let fit: Fit["fit"] = {};
  let enlarge: Fit["enlarge"] = {};
  const padding = new RegExp(
    `\\b(?:with |in )?(?:an? )?(${inkPattern}) (?:padding|bars|background)`,
    "i",
  ).exec(rest);
  if (padding) {
    rest = without(rest, padding);
    const background = inkOf(padding[1] ?? "");
    fit = { fit: "contain", ...(background === undefined ? {} : { background }) };
  }
  const never =
    /\b(?:(?:without|no|never|do not|don't|don’t|not) (?:enlarg(?:ement|ing|e)|upscal(?:e|ing)|making (?:them|it) (?:larger|bigger)))(?: (?:small(?:er)? )?(?:ones|photos|images|pictures))?/i.exec(
      rest,
    );
  if (never) {
    rest = without(rest, never);
    enlarge = { enlarge: false };
  }
  const grow =
    /\b(?:enlarg(?:e|ing)|upscal(?:e|ing))(?: (?:small(?:er)? )?(?:ones|photos|images|pictures))?(?: if needed)?/i.exec(
      rest,
    );
  if (grow) {
    rest = without(rest, grow);
    enlarge = { enlarge: true };
  }
  for (const [pattern, name] of fits) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    rest = without(rest, match);
    if (padding) break;
    fit = name === "inside" ? {} : { fit: name };
    break;
  }
  return { fit, enlarge, rest };
}
