import { type BatchView } from "#core/api/batch-views.ts";
import { isTaskWaiting } from "#core/batch/batch.ts";

/** How far a batch is, and what was measured of it when that was last heard. */
export interface Pace {
  /** What its tasks were estimated to take, all of them and those that have ended: how much of the work each one is. */
  readonly allMs: number;
  readonly doneMs: number;
  /** The time left as the backend measured it when the last task ended, and when this phone heard of it. */
  readonly leftMs: number;
  readonly atMs: number;
}

/**
 * Takes note of what is known now. The time left is corrected, either way, only when a task has ended: what is measured
 * in between only grows with the waiting. Work that comes back (a retry) is another pace.
 */
export function hear(before: Pace | undefined, batch: BatchView, nowMs: number): Pace {
  const toDo = batch.tasks.filter(
    ({ status }) => isTaskWaiting(status) || status === "completed" || status === "failed",
  );
  const sum = (tasks: BatchView["tasks"]): number =>
    tasks.reduce((all, { estimateMs }) => all + estimateMs, 0);
  const allMs = sum(toDo);
  const doneMs = allMs - sum(toDo.filter(({ status }) => isTaskWaiting(status)));
  return before?.allMs === allMs && before.doneMs === doneMs
    ? before
    : { allMs, doneMs, leftMs: batch.estimateMs, atMs: nowMs };
}

/** Milliseconds until the batch is done; undefined when it should be by now: it takes longer, nobody knows how much. */
export function timeLeft({ leftMs, atMs }: Pace, nowMs: number): number | undefined {
  const left = leftMs - Math.max(0, nowMs - atMs);
  return left > 0 ? left : undefined;
}

/** 0…1 of the work. */
export const shareDone = ({ allMs, doneMs }: Pace): number => (allMs > 0 ? doneMs / allMs : 1);
