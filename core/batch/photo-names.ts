import { type PhotoAnalysis } from "../analysis/analysis.ts";

/** What a command can call a photo by. */
export interface NamedPhoto {
  readonly fileName: string;
  /** The room it shows, as its owner says. */
  readonly room?: string | undefined;
  readonly scene?: PhotoAnalysis["scene"] | undefined;
  readonly roomType?: PhotoAnalysis["roomType"] | undefined;
}

const rooms: readonly (readonly [RegExp, (photo: NamedPhoto) => boolean])[] = [
  [/kitchens?/, ({ roomType }) => roomType === "kitchen"],
  [/(?:bathrooms?|baths?|wc)/, ({ roomType }) => roomType === "bathroom"],
  [/bedrooms?/, ({ roomType }) => roomType === "bedroom"],
  [/(?:living[ -]?rooms?|lounges?)/, ({ roomType }) => roomType === "living-room"],
  [/dining[ -]?(?:rooms?|areas?)/, ({ roomType }) => roomType === "dining-room"],
  [/(?:(?:home )?offices?|stud(?:y|ies))/, ({ roomType }) => roomType === "office"],
  [/(?:exteriors?|outsides?|outdoors?|facades?|house fronts?)/, ({ scene }) => scene === "exterior"],
  [/(?:interiors?|insides?|indoors?|rooms?)/, ({ scene }) => scene === "interior"],
];

const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const photoWord = "(?:photos?|images?|pictures?|pics?|shots?|ones?)";

// Two digits that are no size: "the photos 1024 pixels wide" names none.
const number =
  "\\d{1,2}(?!\\d|[:.]\\d| ?(?:px|pixels?|wide|high|tall|x|by|%|percent|°|deg|quality|times|[km]b|cm|mm|inch))";

// By their place in the selection, or by the name of their file: these are meant wherever they stand.
const numbered = [
  "⟦p[+\\d]+⟧",
  `(?:first|last) (?:\\d+|${counts.join("|")})(?: ${photoWord})?`,
  `(?:${ordinals.join("|")}|last) ${photoWord}`,
  `${photoWord} ${number} ?(?:to|-|–) ?${number}`,
  `${photoWord} ${number}(?:(?:,| and|, and| &) ?${number})*`,
  `(?:number|no\\.?|nr\\.?|#) ?${number}`,
  `\\d+(?:st|nd|rd|th)(?: ${photoWord})?`,
];
const single = [
  ...rooms.map(([pattern]) => `${pattern.source}(?: ${photoWord})?`),
  ...numbered,
  `(?:${ordinals.join("|")}|last)`,
].join("|");

/** The source of a pattern for one or more names of photos: "the kitchen and the first two photos". */
export const photosPattern = listOf(single);

/** The same for photos that are named by number or file, and not by what they show. */
export const numberedPattern = listOf(numbered.join("|"));

function listOf(name: string): string {
  return `(?:the |my )?(?:${name})(?:(?:,| and| or|, and| ?&) (?:the |my )?(?:${name}))*`;
}

/** The numbers of the photos that are meant, the first being 1, in order. Empty: no photo here is called that. */
export function photosCalled(words: string, photos: readonly NamedPhoto[]): readonly number[] {
  const found = new Set<number>();
  for (const [name] of words.toLowerCase().matchAll(new RegExp(single, "g")))
    for (const number of called(name, photos)) found.add(number);
  return [...found].toSorted((a, b) => a - b);
}

function called(name: string, photos: readonly NamedPhoto[]): readonly number[] {
  const numbers = photos.map((_, i) => i + 1);
  const group = new RegExp(`^(first|last) (\\d+|${counts.join("|")})`).exec(name);
  if (group) {
    const count = counts.indexOf(group[2] ?? "") + 1 || Number(group[2]);
    return group[1] === "first" ? numbers.slice(0, count) : numbers.slice(-count);
  }
  if (name.startsWith("last")) return numbers.slice(-1);
  const ordinal = ordinals.findIndex((word) => name.startsWith(word));
  if (ordinal >= 0) return numbers.slice(ordinal, ordinal + 1);
  const digits = [...name.matchAll(/\d+/g)].map(([digit]) => Number(digit));
  const [from, to] = digits;
  if (from !== undefined && to !== undefined && /\d ?(?:to|-|–) ?\d/.test(name))
    return numbers.filter((number) => number >= from && number <= to);
  if (digits.length > 0) return numbers.filter((number) => digits.includes(number));
  const is = rooms.find(([pattern]) => new RegExp(`^${pattern.source}`).test(name))?.[1];
  return numbers.filter((number) => {
    const photo = photos[number - 1];
    if (photo === undefined || is === undefined) return false;
    // Someone who named a file or a room "kitchen" means the kitchen, whatever was seen in it.
    const inName = `${photo.room ?? ""} ${photo.fileName}`.toLowerCase().replaceAll(/[^a-z]+/g, " ");
    return is(photo) || inName.includes(name.replace(new RegExp(` ${photoWord}$`), "").replace(/s$/, ""));
  });
}
