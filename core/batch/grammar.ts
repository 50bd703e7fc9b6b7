import { type BatchOp, batchOp } from "./op.ts";
import { type NamedPhoto, photosCalled, photosPattern } from "./photo-names.ts";
import { type CommandPlan, type PlanStep } from "./plan.ts";
import { mergeSteps } from "./merge-steps.ts";
import { textLook } from "./phrases/text.ts";
import { phrases } from "./phrases/index.ts";
import { type Clause } from "./phrases/phrase.ts";

/**
 * Reads a command for many photos without a model: "straighten, brighten a bit, 2048 wide, JPEG, all but the kitchen".
 * Clauses are read one after the other by the table of phrases; a clause that only names photos holds for the whole
 * command, as does one that leaves them out. What no phrase takes is answered in `notUnderstood`.
 */
export function readCommand(command: string, photos: readonly NamedPhoto[]): CommandPlan {
  const { text, quotes } = takeQuotes(unify(command));
  const everyone = photos.map((_, i) => i + 1);
  const steps: PlanStep[] = [];
  const notUnderstood: string[] = [];
  let question: string | undefined;
  let leftOut: readonly number[] = [];
  for (const words of split(text)) {
    const pick = readPick(words, photos);
    if (pick?.numbers.length === 0) {
      notUnderstood.push(restore(pick.said, quotes));
      question ??= `No photo here is called “${pick.called}”. Which ones do you mean?`;
      continue;
    }
    const clause = pick?.rest ?? words;
    const except =
      pick === undefined
        ? []
        : pick.kind === "except"
          ? pick.numbers
          : everyone.filter((number) => !pick.numbers.includes(number));
    const read = readClause({ words: clause, quotes, soFar: steps.map(({ step }) => step) });
    if (read.look) addLook(steps, read.look);
    question ??= read.question;
    const left = leftovers(read.rest);
    if (left !== "") notUnderstood.push(restore(left, quotes));
    if (pick !== undefined && read.ops.length === 0 && left === "" && read.question === undefined)
      leftOut = except;
    for (const step of read.ops) steps.push({ step, except: [...except] });
  }
  if (steps.length === 0 && notUnderstood.length === 0) question ??= "What should be done to these photos?";
  return {
    steps: mergeSteps(
      steps.map(({ step, except }) => ({ step, except: [...new Set([...except, ...leftOut])] })),
    ),
    notUnderstood: [...new Set(notUnderstood)].slice(0, 20).map((part) => part.slice(0, 200)),
    ...(question === undefined ? {} : { question }),
  };
}

/** One spelling for what people write in several. */
const unify = (command: string): string =>
  command
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .replaceAll(/(\d),(\d{3})\b/g, "$1$2")
    .replaceAll(/(\d) ?[×✕*] ?(\d)/g, "$1x$2")
    .replaceAll(/\b(?:black[ -](?:and|&|n)[ -]white|b ?& ?w|b\/w)\b/gi, "grayscale")
    .replaceAll(/\bleft (?:and|to|&) right\b/gi, "horizontally")
    .replaceAll(/\btop (?:and|to|&) bottom\b/gi, "vertically")
    .replaceAll(/\bresize (?:and|&) crop\b/gi, "resize cover")
    .replaceAll(/,? (?:and|then) crop(?:ped)? to (?:fill|fit)\b/gi, " cover")
    .replaceAll(
      /\b(?:meta ?data|exif|gps|location)(?:(?:,? (?:and|&)|,) (?:meta ?data|exif|gps|location))+/gi,
      "metadata",
    )
    .replaceAll(/\bfrom (\d+), ?(?=\d)/gi, "from $1x")
    .replaceAll(/\b(dusk|twilight), (?=subtle|moderate|dramatic)/gi, "$1 ")
    .replaceAll(
      /, (?:and |but )?(?=(?:don['’]?t |do not |never |without |no )?(?:enlarg|upscal)\w+(?: (?:small(?:er)? )?(?:ones|photos|images|pictures))?(?:$|,))/gi,
      " ",
    )
    .replaceAll(/\blight (?:and|&) colou?rs?\b/gi, "light")
    .trim();

function takeQuotes(command: string): { readonly text: string; readonly quotes: readonly string[] } {
  const quotes: string[] = [];
  const text = command.replaceAll(
    /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|(?<=^|\s)'([^']+)'(?=$|[\s,;.])/g,
    (_, ...groups: (string | undefined)[]) => {
      quotes.push(groups.slice(0, 5).find((group) => group !== undefined) ?? "");
      return `⟦${quotes.length - 1}⟧`;
    },
  );
  return { text, quotes };
}

const restore = (text: string, quotes: readonly string[]): string =>
  text.replaceAll(/⟦(\d+)⟧/g, (_, index: string) => `“${quotes[Number(index)] ?? ""}”`);

/** Names of photos are kept in one piece: the "and" of "the kitchen and the bathroom" joins no two clauses. */
function split(text: string): readonly string[] {
  const whole = text.replaceAll(new RegExp(`\\b${photosPattern}`, "gi"), (names) =>
    names.replaceAll(/,? and |, | or /g, " & "),
  );
  return whole
    .split(/[;,!?]|\.(?!\d)|\band then\b|\band also\b|\bthen\b|\band\b|\bplus\b|\bafter that\b/i)
    .map((clause) => clause.replaceAll(" & ", " and ").trim())
    .filter((clause) => clause !== "");
}

interface Pick {
  readonly kind: "only" | "except";
  readonly numbers: readonly number[];
  readonly called: string;
  readonly said: string;
  readonly rest: string;
}

const allWord =
  "(?:all(?: of)?(?: (?:the|my|these))?|every(?:thing|one)?|each)(?: (?:photos?|images?|pictures?))?";
const exceptPattern = new RegExp(
  `(?:${allWord} )?\\b(?:but(?: not)?|except(?:ing)?(?: for)?|apart from|excluding|not|leave out|skip|other than) (?<names>${photosPattern})`,
  "i",
);
const onlyPatterns = [
  `\\b(?:only|just)(?: (?:on|for|in))? (?<names>${photosPattern})`,
  `\\b(?:(?:on|for|in|of) )?(?<names>${photosPattern}) only\\b`,
  `\\b(?:on|for|in|of) (?<names>${photosPattern})`,
  `\\b(?<names>the (?:${photosPattern}))`,
  `\\b(?<names>${photosPattern})$`,
].map((source) => new RegExp(source, "i"));

function readPick(clause: string, photos: readonly NamedPhoto[]): Pick | undefined {
  const except = exceptPattern.exec(clause);
  const match = except ?? onlyPatterns.map((pattern) => pattern.exec(clause)).find((found) => found !== null);
  const names = match?.groups?.["names"];
  if (match === null || match === undefined || names === undefined) return undefined;
  // "stage as a modern living room": a room that is asked for, not a photo that is meant.
  if (!except && /\b(?:stage|furnish)/i.test(clause)) return undefined;
  return {
    kind: except ? "except" : "only",
    numbers: photosCalled(names, photos),
    called: names.replace(/^(?:the|my) /i, ""),
    said: match[0].trim(),
    rest: `${clause.slice(0, match.index)} ${clause.slice(match.index + match[0].length)}`.trim(),
  };
}

interface Read {
  readonly ops: readonly BatchOp[];
  readonly rest: string;
  readonly question: string | undefined;
  /** Words about the look of a text that an earlier clause wrote. */
  readonly look: ReturnType<typeof textLook>["look"] | undefined;
}

function readClause(clause: Clause): Read {
  const ops: BatchOp[] = [];
  let rest = clause.words;
  let question: string | undefined;
  for (const phrase of phrases) {
    const read = phrase({ ...clause, words: rest, soFar: [...clause.soFar, ...ops] });
    // A number out of bounds is no step; its words are left to be said.
    if (read === undefined || !read.ops.every((op) => batchOp.safeParse(op).success)) continue;
    ops.push(...read.ops);
    question ??= read.question;
    rest = read.rest;
  }
  const isLookOnly = ops.length === 0 && clause.soFar.some(({ op }) => op === "text");
  if (!isLookOnly) return { ops, rest, question, look: undefined };
  const look = textLook(rest);
  return { ops, rest: look.rest, question, look: look.look };
}

function addLook(steps: PlanStep[], look: NonNullable<Read["look"]>): void {
  const at = steps.findLastIndex(({ step }) => step.op === "text");
  const written = steps[at];
  if (written?.step.op === "text") steps[at] = { ...written, step: { ...written.step, ...look } };
}

const fillers = new Set(
  (
    "please can could you i we want would like need the a an all of my our these those this them it they every each " +
    "everything photo photos image images picture pictures pic pics shot shots file files to at in into as by with for " +
    "on be make do apply also just now so that is are up out their its too add put set give use using format let have " +
    "get version versions but should result results from me us than"
  ).split(" "),
);

/** What stands there and means something, in its own words. */
function leftovers(rest: string): string {
  const words = rest.split(/\s+/).filter((word) => word !== "");
  const isFiller = (word: string): boolean =>
    fillers.has(word.toLowerCase().replaceAll(/[^a-z0-9⟦⟧%°#]/g, "")) || !/[\p{L}\p{N}⟦]/u.test(word);
  const first = words.findIndex((word) => !isFiller(word));
  const last = words.findLastIndex((word) => !isFiller(word));
  return first < 0 ? "" : words.slice(first, last + 1).join(" ");
}
