import { type BatchOp, batchOp, type OpName } from "./op.ts";
import { markFiles, unmarkFiles } from "./named-files.ts";
import { opsNamed, unwanted } from "./negation.ts";
import { type NamedPhoto } from "./photo-names.ts";
import { clausesOf } from "./clauses.ts";
import { exceptPattern, type Pick, readPick, readRest } from "./pick.ts";
import { restore, takeQuotes } from "./quotes.ts";
import { unify } from "./unify.ts";
import { type CommandPlan, type PlanStep } from "./plan.ts";
import { mergeSteps } from "./merge-steps.ts";
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
  for (const words of clausesOf(text)) {
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
