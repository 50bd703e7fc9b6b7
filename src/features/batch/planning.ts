import type { Output } from "#core/api/operations.ts";
import { type PlanStep } from "#core/batch/plan.ts";
import { type Recipe } from "#core/batch/op.ts";
import { type PhotoPlanView } from "#core/api/batch-views.ts";
import { type RequestId } from "#core/ids.ts";
import { type Sentences } from "#src/backend/trouble.ts";

/** What a plan is asked for with: a command in words, or steps that are known already. */
export type Ask =
  | { readonly by: "command"; readonly command: string }
  | {
      readonly by: "steps";
      readonly steps: readonly PlanStep[];
      /** What the steps come from: a command read before, or a preset's or recipe's name. */
      readonly from: Origin;
    };

/** Where steps come from, and what of it did not become one. */
export interface Origin {
  /** The words of the command; empty for a preset or a recipe. */
  readonly command: string;
  /** What the batch is called by. */
  readonly title: string;
  readonly notUnderstood: readonly string[];
  readonly question: string | undefined;
}

/** Steps, and what they will do to each photo. Nothing has run. */
export interface Plan {
  readonly from: Origin;
  readonly steps: readonly PlanStep[];
  readonly photos: readonly PhotoPlanView[];
  /** Running this plan twice is running it once. */
  readonly requestId: RequestId;
}

export type Planning =
  | { readonly state: "writing" }
  /** `shown`: the plan before, which stays on screen meanwhile and cannot be run. */
  | {
      readonly state: "asking";
      readonly ask: Ask;
      readonly attempt: number;
      readonly shown: Plan | undefined;
    }
  | {
      readonly state: "refused";
      readonly ask: Ask;
      readonly attempt: number;
      readonly shown: Plan | undefined;
      readonly trouble: Sentences;
    }
  | { readonly state: "planned"; readonly attempt: number; readonly plan: Plan };

export type PlanningEvent =
  | { readonly type: "ask"; readonly ask: Ask }
  | {
      readonly type: "answered";
      readonly attempt: number;
      readonly answer: Output<"planBatch">;
      readonly requestId: RequestId;
    }
  | { readonly type: "refused"; readonly attempt: number; readonly trouble: Sentences };

export function advance(planning: Planning, event: PlanningEvent): Planning {
  switch (event.type) {
    case "ask":
      return {
        state: "asking",
        ask: event.ask,
        attempt: attemptOf(planning) + 1,
        shown: planOf(planning),
      };
    case "answered":
      // A slow answer to something asked before is not an answer to what is asked now.
      return planning.state === "asking" && planning.attempt === event.attempt
        ? { state: "planned", attempt: event.attempt, plan: planFrom(planning.ask, event) }
        : planning;
    case "refused":
      return planning.state === "asking" && planning.attempt === event.attempt
        ? { ...planning, state: "refused", trouble: event.trouble }
        : planning;
  }
}

/** The number that the next question will have. */
export const attemptOf = (planning: Planning): number =>
  planning.state === "writing" ? 0 : planning.attempt;

/** The plan on screen, be it one that is being made anew. */
export function planOf(planning: Planning): Plan | undefined {
  if (planning.state === "writing") return undefined;
  return planning.state === "planned" ? planning.plan : planning.shown;
}

function planFrom(
  ask: Ask,
  { answer: { plan, photos }, requestId }: Extract<PlanningEvent, { readonly type: "answered" }>,
): Plan {
  const from =
    ask.by === "steps"
      ? ask.from
      : {
          command: ask.command,
          title: ask.command,
          notUnderstood: plan?.notUnderstood ?? [],
          question: plan?.question,
        };
  return { from, steps: plan?.steps ?? [], photos, requestId };
}

/** The plan without its step number `place`, the first being 0. */
export const without = ({ from, steps }: Plan, place: number): Ask => ({
  by: "steps",
  steps: steps.filter((_, i) => i !== place),
  from,
});

/** A recipe for every photo. */
export const askRecipe = (name: string, recipe: Recipe): Ask => ({
  by: "steps",
  steps: recipe.map((step) => ({ step, except: [] })),
  from: { command: "", title: name, notUnderstood: [], question: undefined },
});

/** How many photos the plan changes: those it is not refused for and that it has a step for. */
export const photosToRun = ({ photos }: Plan): number =>
  photos.filter(({ problem, words }) => !problem && words.length > 0).length;

/** The command with the answer to what was asked about it. Words asked for in quotes are put into quotes. */
export function withAnswer(command: string, question: string, answer: string): string {
  const said = answer.trim();
  const isQuoted = /["“”„«»]/.test(said);
  const words = /\bquotes\b/i.test(question) && !isQuoted ? `“${said}”` : said;
  return `${command.trim()} ${words}`.trim();
}
