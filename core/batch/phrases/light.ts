import { type BatchOp, type FilterName } from "../op.ts";
import { amount, howMuch } from "./amount.ts";
import { type Phrase, phrase } from "./phrase.ts";

type Slider = "brightness" | "contrast" | "saturation";

const enhanced = (params: Partial<Record<Slider, number>>): BatchOp => ({
  op: "edit",
  ask: { editType: "enhance", params: { autoAdjust: false, ...params } },
});

const things = "(?: (?:it|them|all|everything|the|photos?|images?|pictures?|colou?rs?|up|these|of))*";

/** "brighten a bit", "slightly brighter", "brightness +20". */
const slider = (name: Slider, more: string, less: string): readonly Phrase[] =>
  [
    [more, 1],
    [less, -1],
  ].map(([words, sign]) =>
    phrase(
      new RegExp(
        `(?:\\b(?:(?<before>slightly|a (?:little bit|bit|little|touch)|much|a lot|very)|(?:by )?(?<percent>\\d{1,3}) ?(?:%|percent)) )?\\b(?:${words})\\b${things}(?: ${amount})?`,
        "i",
      ),
      ({ groups }) => {
        const before = groups?.["before"];
        const percent = groups?.["percent"];
        const said =
          percent !== undefined
            ? { number: percent }
            : before === undefined
              ? groups
              : /much|lot|very/i.test(before)
                ? { ...groups, much: before }
                : { ...groups, some: before };
        return enhanced({ [name]: Number(sign) * howMuch(said, 25, 15, 45) });
      },
    ),
  );

const named = (name: Slider, words: string): Phrase =>
  phrase(
    new RegExp(`\\b(?:${words})(?: (?:to|of|by|at))? ?(?<number>[+−-]?\\d{1,3}) ?(?:%|percent)?`, "i"),
    ({ groups }) => {
      const value = Number((groups?.["number"] ?? "").replace("−", "-"));
      return Math.abs(value) <= 100 ? enhanced({ [name]: value }) : undefined;
    },
  );

const filter = (name: FilterName, words: string): Phrase =>
  phrase(
    new RegExp(
      `(?:\\b(?<before>slightly|a (?:bit|little)|strongly|heavily) )?\\b(?:${words})\\b${things}(?: ${amount})?`,
      "i",
    ),
    ({ groups }) => {
      const soft =
        groups?.["some"] ?? (/(?:slightly|bit|little)/i.test(groups?.["before"] ?? "") ? "some" : undefined);
      const hard =
        groups?.["much"] ?? (/(?:strongly|heavily)/i.test(groups?.["before"] ?? "") ? "much" : undefined);
      if (soft !== undefined) return { op: "filter", filter: name, amount: 25 };
      if (hard !== undefined) return { op: "filter", filter: name, amount: 100 };
      const number = groups?.["number"];
      if (number === undefined) return { op: "filter", filter: name };
      const value = Math.abs(Number(number));
      return value >= 1 && value <= 100 ? { op: "filter", filter: name, amount: value } : undefined;
    },
  );

/** Light, colour and filters. */
export const lightPhrases: readonly Phrase[] = [
  phrase(
    /\b(?:auto(?:matic(?:ally)?)?[- ]?(?:enhance|adjust|correct|fix|improve)|(?:enhance|improve|fix|correct|optimi[sz]e) (?:the |their |its )?(?:light(?:ing)?|exposure|colou?rs?|white balance|quality|look)|make (?:it|them|everything|the (?:photos?|images?|pictures?)) look better|enhance|improve)(?: (?:it|them|all|everything|(?:the |all )?(?:photos?|images?|pictures?)))*(?: automatically)?\b/i,
    () => ({ op: "auto-enhance" }),
  ),
  filter("normalize", "normali[sz]e|stretch (?:the )?contrast|auto[- ]?(?:contrast|levels?)"),
  filter("grayscale", "gr[ae]y[- ]?scale|monochrome|black(?:/| )white"),
  filter("sepia", "sepia(?: tones?| toned)?"),
  filter("blur", "blur(?:red|ry)?"),
  filter("sharpen", "sharpen(?:ed)?|sharper|crisper"),
  filter("negate", "negate|invert(?:ed)?|negatives?"),
  ...slider(
    "brightness",
    "brighten(?:ed)?|brighter|lighten|lighter|more (?:light|brightness)|(?:increase|raise|boost) (?:the )?brightness",
    "darken(?:ed)?|darker|dim(?:mer)?|less (?:light|bright|brightness)|(?:decrease|lower|reduce) (?:the )?brightness",
  ),
  ...slider(
    "contrast",
    "more contrast|punchier|(?:increase|raise|boost) (?:the )?contrast|more punch",
    "less contrast|softer|flatter|(?:decrease|lower|reduce) (?:the )?contrast",
  ),
  ...slider(
    "saturation",
    "more (?:colou?r|colou?rful|saturation|saturated|vivid|vibrant)|(?:increase|raise|boost) (?:the )?(?:saturation|colou?rs?)|(?:more )?vivid|saturate",
    "less (?:colou?r|colou?rful|saturation|saturated)|(?:decrease|lower|reduce) (?:the )?saturation|desaturated?|paler|muted",
  ),
  // After the verbs: in "reduce contrast by 10" the number alone says too little.
  named("brightness", "(?:set |change )?(?:the )?brightness"),
  named("contrast", "(?:set |change )?(?:the )?contrast"),
  named("saturation", "(?:set |change )?(?:the )?saturation"),
];
