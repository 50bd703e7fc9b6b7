import { type BatchOp, batchOp, type OpName } from "./op.ts";
import { markFiles, unmarkFiles } from "./named-files.ts";
import { opsNamed, unwanted } from "./negation.ts";
import { type NamedPhoto, numberedPattern, photosCalled, photosPattern } from "./photo-names.ts";
import { type CommandPlan, type PlanStep } from "./plan.ts";
import { mergeSteps } from "./merge-steps.ts";
import { respelled } from "./spelling.ts";
import { textLook } from "./phrases/text.ts";
import { phrases } from "./phrases/index.ts";
import { type Clause } from "./phrases/phrase.ts";

/**
 * Reads a command for many photos without a model: "straighten, brighten a bit, 2048 wide, JPEG, all but the kitchen".
 * Clauses are read one after the other by the table of phrases; a clause that only names photos holds for the whole
 * command, as does one that leaves them out. What no phrase takes is answered in `notUnderstood`, and with it what else
 * its clause says: "blur the number plates" is not "blur".
 */
export function readCommand(command: string, photos: readonly NamedPhoto[]): CommandPlan {
  const { text, quotes } = takeQuotes(unify(markFiles(command, photos)));
  const asWritten = (words: string): string => unmarkFiles(restore(words, quotes), photos);
  const everyone = photos.map((_, i) => i + 1);
  const without = (numbers: readonly number[]): readonly number[] =>
    everyone.filter((number) => !numbers.includes(number));
  const steps: PlanStep[] = [];
  const notUnderstood: string[] = [];
  const refusals: Refusal[] = [];
  let question: string | undefined;
  let leftOut: readonly number[] = [];
  let named: readonly number[] = [];
  for (const words of split(text)) {
    const what = exceptPattern.test(words) ? undefined : unwanted(words);
    if (what !== undefined) {
      const refusal = readRefusal(words, readRest(what, without(named)) ?? readPick(what, photos) ?? what);
      if (refusal) refusals.push(refusal);
      else notUnderstood.push(asWritten(words.replace(/^(?:but|and) /i, "")));
      continue;
    }
    const pick = readRest(words, without(named)) ?? readPick(words, photos);
    if (pick?.numbers.length === 0) {
      notUnderstood.push(asWritten(pick.said));
      question ??= `No photo here is called “${asWritten(pick.called)}”. Which ones do you mean?`;
      continue;
    }
    const clause = pick?.rest ?? words;
    const except = pick === undefined ? [] : pick.kind === "except" ? pick.numbers : without(pick.numbers);
    const read = readClause({ words: clause, quotes, soFar: steps.map(({ step }) => step) });
    const left = leftovers(read.rest);
    if (left !== "" && (read.ops.length > 0 || read.look)) {
      notUnderstood.push(asWritten(meaningOf(words)));
      continue;
    }
    if (read.look) addLook(steps, read.look);
    question ??= read.question;
    if (left !== "") notUnderstood.push(asWritten(left));
    if (pick !== undefined && read.ops.length === 0 && left === "" && read.question === undefined)
      leftOut = except;
    else if (pick !== undefined) named = [...named, ...without(except)];
    for (const step of read.ops) steps.push({ step, except: [...except] });
  }
  for (const refusal of refusals) if (!refuse(steps, refusal)) notUnderstood.push(asWritten(refusal.said));
  if (steps.length === 0 && notUnderstood.length === 0) question ??= "What should be done to these photos?";
  return {
    steps: mergeSteps(
      steps.map(({ step, except }) => ({ step, except: [...new Set([...except, ...leftOut])] })),
    ),
    notUnderstood: [...new Set(notUnderstood)].slice(0, 20).map((part) => part.slice(0, 200)),
    ...(question === undefined ? {} : { question: question.slice(0, 300) }),
  };
}

/** Steps that are not wanted: at all, or for some photos. */
interface Refusal {
  /** Whatever they do, or like these. */
  readonly ops: readonly OpName[];
  readonly like: readonly BatchOp[];
  readonly numbers: readonly number[] | undefined;
  readonly said: string;
}

/** "crop", "crop the kitchen", "make them black and white": undefined when not all of it is understood. */
function readRefusal(said: string, what: Pick | string): Refusal | undefined {
  const isForSome = typeof what !== "string";
  if (isForSome && (what.kind === "except" || what.numbers.length === 0)) return undefined;
  const { ops, rest } = opsNamed(isForSome ? what.rest : what);
  const { ops: like, rest: left } = readClause({ words: plainVerbs(rest), quotes: [], soFar: [] });
  // More than a step's name is one way of doing it: who is "without cropping to 3:2" may want another shape.
  if (leftovers(left) !== "" || ops.length > 0 === like.length > 0) return undefined;
  // What is written has no metadata, whether that is wished or not.
  if (like.some(({ op }) => op === "strip-metadata")) return undefined;
  return { ops, like, numbers: isForSome ? what.numbers : undefined, said };
}

const plainVerbs = (words: string): string =>
  words.replaceAll(/\b(sharpen|brighten|lighten|darken|blur)r?ing\b/gi, "$1");

/** Takes photos out of steps. False when a step is asked for and refused for the same photos: one of them is misread. */
function refuse(steps: PlanStep[], { ops, like, numbers }: Refusal): boolean {
  const isMeant = ({ step }: PlanStep): boolean =>
    ops.includes(step.op) || like.some((other) => isAlike(step, other));
  if (numbers === undefined) return !steps.some(isMeant);
  steps.forEach((each, i) => {
    if (isMeant(each)) steps[i] = { ...each, except: [...new Set([...each.except, ...numbers])] };
  });
  return true;
}

function isAlike(a: BatchOp, b: BatchOp): boolean {
  if (a.op === "filter") return b.op === "filter" && a.filter === b.filter;
  return a.op === "edit" ? b.op === "edit" && a.ask.editType === b.ask.editType : a.op === b.op;
}

/** One spelling for what people write in several. */
const unify = (command: string): string =>
  respelled(command.replaceAll(/[\p{Cc}\s]+/gu, " "))
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
    .replaceAll(/\b(?:no|not) (?:larger|bigger|wider|higher|taller|more) than\b/gi, "at most")
    .replaceAll(
      /\b(?:and |but )?leave (?:the |all (?:the )?)?(?:rest|others?)(?: (?:alone|as (?:it|they) (?:is|are)|as is|untouched|unchanged))?/gi,
      ",",
    )
    .replaceAll(
      /\b(?:do not|don['’]?t|never) (?:touch|change|edit|alter|modify|include|process)(?= )/gi,
      ", skip",
    )
    .replaceAll(leftAlone, ", skip $1,")
    .replaceAll(leftOutByName, ", skip ")
    // The originals stay whatever is done.
    .replaceAll(/\bkeep(?:ing)? (?:the |my |our |all )?originals?(?: too| as well| safe)?\b/gi, ",")
    .replaceAll(/\b(max|min|approx|no|nr)\.(?= )/gi, "$1")
    // A numbered list.
    .replaceAll(/(^|[\s;,])\d{1,2}[.)] (?=\p{L})/gu, "$1, ")
    .replaceAll(
      / (?:no|without) (?=(?:crop|border|frame|text|caption|logo|water-?mark|filter|rotat)\w*)/gi,
      ", no ",
    )
    .replaceAll(/\bbut (?=(?:do not|don['’]?t|never|no|without) )/gi, ", ")
    .replaceAll(/ without (?!(?:any )?(?:enlarg|upscal|making|meta|exif|gps|location))/gi, ", without ")
    .trim();

const leftAlone = new RegExp(
  `\\b(?:leave|keep) (${photosPattern}) ` +
    "(?:alone|as (?:it|they) (?:is|are)|as is|untouched|unchanged|out|be|original|the same)(?![\\w-])",
  "gi",
);
const leftOutByName = new RegExp(
  `\\b(?:leave|ignore|exclude|omit) (?=${photosPattern}(?:$|[,;.]| and | but ))`,
  "gi",
);

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

const namesOfPhotos = new RegExp(`(?<!\\w)${photosPattern}`, "gi");

/** Stands for the "and" between two names. */
const joined = "⟦&⟧";

/** Names of photos are kept in one piece: the "and" of "the kitchen and the bathroom" joins no two clauses. */
function split(text: string): readonly string[] {
  const whole = text.replaceAll(namesOfPhotos, (names) => names.replaceAll(/,? and |, | or /g, joined));
  return whole
    .split(/[;,!?]|\.(?!\d)|\band then\b|\band also\b|\bthen\b|\band\b|\bplus\b|\bafter that\b/i)
    .map((clause) => clause.replaceAll(joined, " and ").trim())
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
  `(?<!\\w)(?<names>${numberedPattern})`,
  `\\b(?<names>the (?:${photosPattern}))`,
  `\\b(?<names>${photosPattern})$`,
].map((source) => new RegExp(source, "i"));
const numberedPhotos = new RegExp(`^${numberedPattern}`, "i");

function readPick(clause: string, photos: readonly NamedPhoto[]): Pick | undefined {
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
function readRest(clause: string, others: readonly number[]): Pick | undefined {
  const match =
    /\b(?:for |on |of |in )?(?:the |all (?:of )?(?:the )?)?(?:rest|others|other (?:ones|photos|images|pictures)|remaining (?:ones|photos|images|pictures))\b/i.exec(
      clause,
    );
  if (match === null) return undefined;
  const rest = `${clause.slice(0, match.index)} ${clause.slice(match.index + match[0].length)}`;
  const said = match[0].trim();
  return { kind: "only", numbers: others, called: said, said, rest: rest.replaceAll(/\s+/g, " ").trim() };
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
    "get version versions but should result results from me us than first finally lastly next instead really nicely properly " +
    "kindly thanks thank hi hey hello"
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

/** A clause without the little words around it. */
const meaningOf = (words: string): string => leftovers(words) || words;
