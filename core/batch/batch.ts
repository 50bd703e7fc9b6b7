import * as z from "zod/mini";
import { editStatuses, type EditStatus, isWaiting } from "../edit/edit.ts";
import { batchId, editId, imageId, recipeId, requestId, userId } from "../ids.ts";
import { plan as allowancePlan } from "../limits/plans.ts";
import { problem } from "../problem-schema.ts";
import { batchFormats, recipe, recipeName } from "./op.ts";
import { maxBatchPhotos, maxCommandLength, planSteps } from "./plan.ts";

/** Steps that one batch has come to: running until each of its tasks has its outcome, unless it was called off. */
export const batchStates = ["running", "done", "cancelled", "undone"] as const;
export const batchState = z.enum(batchStates);
export type BatchState = z.infer<typeof batchState>;

/**
 * Of one image's part. That of its edit once there is one; before, pending. skipped: no step is for this photo ·
 * refused: no edit could be made of it, by its problem · cancelled: it was still waiting · undone: its edit is gone again.
 */
export const taskStatuses = [...editStatuses, "skipped", "refused", "cancelled", "undone"] as const;
export const taskStatus = z.enum(taskStatuses);
export type TaskStatus = z.infer<typeof taskStatus>;

/** One image's part of a batch, as it is kept. What has become of its edit is in the edit's own record. */
const batchTask = z.object({
  imageId,
  /** Of the edit that is asked for next, or was asked for last. */
  requestId,
  /** waiting: to be asked for · asked: the last of `editIds` is its edit · skipped and refused: there is none to wait for. */
  state: z.enum(["waiting", "asked", "skipped", "refused"]),
  /** Every edit that was made for it, oldest first: more than one after a retry. */
  editIds: z.array(editId),
  problem: z.optional(problem),
  /** What the plan said of the result, in pixels and milliseconds. */
  width: z.int(),
  height: z.int(),
  format: z.optional(z.enum(batchFormats)),
  estimateMs: z.int(),
});
export type BatchTask = z.infer<typeof batchTask>;

/** Many images, one list of steps: kept for a day. Task number n is photo number n of the steps' exceptions. */
export const batchRecord = z.object({
  batchId,
  userId,
  requestId,
  command: z.optional(z.string().check(z.maxLength(maxCommandLength))),
  steps: planSteps,
  tasks: z.array(batchTask).check(z.minLength(1), z.maxLength(maxBatchPhotos)),
  /** Called off: nothing more is asked for, and what it names is taken away. */
  ended: z.optional(z.enum(["cancelled", "undone"])),
  /** The allowances its edits count against. */
  plan: allowancePlan,
  createdAt: z.string(),
  /** When it was last taken up again: what ended before says nothing about the pace since. */
  retriedAt: z.optional(z.string()),
  updatedAt: z.string(),
});
export type BatchRecord = z.infer<typeof batchRecord>;

/** Steps that somebody keeps under a name; the same name again replaces them. */
export const recipeRecord = z.object({
  recipeId,
  userId,
  name: recipeName,
  steps: recipe,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type RecipeRecord = z.infer<typeof recipeRecord>;

/** The status of a task from what is kept of it and its edit's status; null: the edit is gone. */
export function taskStatusOf(
  { state }: Pick<BatchTask, "state">,
  edit: EditStatus | null,
  ended: BatchRecord["ended"],
): TaskStatus {
  if (state === "skipped" || state === "refused") return state;
  if (state === "waiting") return ended ?? "pending";
  if (ended === "undone" || (edit === null && ended === undefined)) return "undone";
  return edit === null || (ended === "cancelled" && isWaiting(edit)) ? "cancelled" : edit;
}

/** A preview of a batch is kept at once by its worker: until then it is not done. */
export const isTaskWaiting = (status: TaskStatus): boolean =>
  status === "pending" || status === "processing" || status === "preview";

/** corrupted: its files are gone, and can be made again. */
export const isRetryable = (status: TaskStatus): boolean =>
  status === "failed" || status === "refused" || status === "corrupted";

export const batchStateOf = (ended: BatchRecord["ended"], statuses: readonly TaskStatus[]): BatchState =>
  ended ?? (statuses.some(isTaskWaiting) ? "running" : "done");

interface TimedTask {
  readonly status: TaskStatus;
  readonly estimateMs: number;
  /** It ended before the time that the pace is measured over. */
  readonly isEarlier?: boolean;
}

/** As many workers as the smallest installation has, until there is something to measure. */
const workersAtFirst = 2;

/**
 * Milliseconds until the batch is done: by the pace that its finished tasks were worked off at, by the estimates alone
 * while none is. 0 when nothing waits.
 * @param elapsedMs since the batch was started, or taken up again
 */
export function timeLeft(tasks: readonly TimedTask[], elapsedMs: number): number {
  const sum = (some: readonly TimedTask[]): number =>
    some.reduce((total, { estimateMs }) => total + estimateMs, 0);
  const left = sum(tasks.filter(({ status }) => isTaskWaiting(status)));
  const worked = sum(
    tasks.filter(
      ({ status, isEarlier }) => isEarlier !== true && (status === "completed" || status === "failed"),
    ),
  );
  return Math.round(worked > 0 ? (left / worked) * Math.max(0, elapsedMs) : left / workersAtFirst);
}
