import * as z from "zod/mini";
import { batchOp, maxRecipeLength, type Recipe } from "./op.ts";

export const maxBatchPhotos = 50;
export const maxCommandLength = 500;

/** A step of a plan and the photos it leaves out, by their number in the selection: the first is 1. */
const planStep = z.object({
  step: batchOp,
  except: z.array(z.int().check(z.minimum(1), z.maximum(maxBatchPhotos))).check(z.maxLength(maxBatchPhotos)),
});
export type PlanStep = z.infer<typeof planStep>;

export const planSteps = z.array(planStep).check(z.maxLength(maxRecipeLength));

/** What a command was read as. Nothing of it is guessed: what was not understood is said. */
export const commandPlan = z.object({
  steps: planSteps,
  /** Parts of the command, in its own words. */
  notUnderstood: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20)),
  /** What must be asked before this can run. */
  question: z.optional(z.string().check(z.maxLength(300))),
});
export type CommandPlan = z.infer<typeof commandPlan>;

/** The steps that are done to photo number `photo`, the first being 1. Empty: this photo is left as it is. */
export const recipeFor = ({ steps }: Pick<CommandPlan, "steps">, photo: number): Recipe =>
  steps.filter(({ except }) => !except.includes(photo)).map(({ step }) => step);
