import fc from "fast-check";
import { readCommand } from "#core/batch/grammar.ts";
import { type NamedPhoto } from "#core/batch/photo-names.ts";
import { commandPlan } from "#core/batch/plan.ts";
import { plainWords } from "#core/models/instruction.ts";
import { readRenovation } from "#core/renovation/grammar.ts";
import { attachment, downloadName } from "#functions/history/file-name.ts";
import { clean } from "#functions/log.ts";
import { type FuzzLaw } from "#test/fuzz/law.ts";

/** Words that grammars know, beside everything that nobody would say. */
const words = fc.constantFrom(
  ..."rotate resize crop half all but the kitchen photo 3 save as webp left right % px 50 -1 1e9 paint walls sage green oak floor".split(
    " ",
  ),
  ..."../ <script> \r\n \u202E \u0000 ${x} (word:1.5) [[a]] {{7*7}} 👩‍👩‍👧‍👦 \uD800 __proto__".split(" "),
);
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.array(words, { maxLength: 30 }).map((all) => all.join(" ")),
);

const law = (name: string, holds: (text: string) => boolean | void): FuzzLaw => ({
  name,
  run: async (cases) => fc.assert(fc.property(anyText, holds), { numRuns: cases }),
});

const photos: readonly NamedPhoto[] = [
  { fileName: "kitchen.jpg", roomType: "kitchen" },
  { fileName: "IMG_0042.jpg", scene: "exterior" },
];

export const textLaws: readonly FuzzLaw[] = [
  law(
    "a command of any words is a plan that its schema takes",
    (text) => commandPlan.safeParse(readCommand(text, photos)).success,
  ),
  law("a description of any words is read without a throw", (text) => void readRenovation(text)),
  law("words for a model carry no weights", (text) => !/\([^()]*:\s*[\d.]+\s*\)/.test(plainWords(text))),
  law("a download's name and header trip over nothing", (text) => {
    const name = downloadName(text, "-staged", "png");
    const header = attachment(name);
    return (
      /^[^\p{Cc}\p{Cf}/\\:*?"<>|;]+\.png$/u.test(name) &&
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\x21-\x7e]+$/.test(header)
    );
  }),
  law("no log line keeps what follows the ? of an address", (text) => {
    const said = clean(
      `see https://bucket.example/key?X-Amz-Signature=secret${text.replaceAll(/\s/g, "")} end`,
    );
    return !said.includes("secret");
  }),
];
