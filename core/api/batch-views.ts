import * as z from "zod/mini";
import { batchState, taskStatus } from "../batch/batch.ts";
import { batchFormats, recipe, recipeName } from "../batch/op.ts";
import { planSteps } from "../batch/plan.ts";
import { editStep, legalClass } from "../edit/edit.ts";
import { batchId, editId, imageId, recipeId } from "../ids.ts";
import { awsJson } from "./json.ts";
import { orNull, problemView } from "./problem-view.ts";

/** What a batch would do to one photo. The nulls are those of a photo it cannot be done to, by its problem. */
export const photoPlanView = z.object({
  imageId,
  /** The steps for this photo, one sentence each; none when it is left as it is. */
  words: z.array(z.string()),
  /** Of the result, in pixels: exact but for `straighten`, where it is the largest it can be. */
  width: orNull(z.int()),
  height: orNull(z.int()),
  /** Of the delivered file. */
  format: orNull(z.enum(batchFormats)),
  estimateMs: z.int(),
  usd: z.number(),
  legalClass: orNull(legalClass),
  problem: orNull(problemView),
});
export type PhotoPlanView = z.infer<typeof photoPlanView>;

/** One image's part of a batch. */
const batchTaskView = z.object({
  imageId,
  /** Its edit; null before it is asked for, and where there is none. */
  editId: orNull(editId),
  status: taskStatus,
  /** What its worker is doing. */
  step: orNull(editStep),
  words: z.array(z.string()),
  /** Of the result: as planned, then as made. */
  width: orNull(z.int()),
  height: orNull(z.int()),
  format: orNull(z.enum(batchFormats)),
  legalClass: orNull(legalClass),
  estimateMs: z.int(),
  problem: orNull(problemView),
});
export type BatchTaskView = z.infer<typeof batchTaskView>;

/** A batch with its tasks, in the order the photos were named. */
export const batchView = z.object({
  batchId,
  state: batchState,
  command: orNull(z.string()),
  steps: awsJson(planSteps),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** From then on it is forgotten; the edits it made stay. */
  expiresAt: z.string(),
  /** Milliseconds until all of it is done, measured at what is done already; 0 when nothing waits. */
  estimateMs: z.int(),
  tasks: z.array(batchTaskView),
});
export type BatchView = z.infer<typeof batchView>;

/** Steps kept under a name. */
export const recipeView = z.object({
  recipeId,
  name: recipeName,
  steps: awsJson(recipe),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type RecipeView = z.infer<typeof recipeView>;
