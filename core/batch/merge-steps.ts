import { type BatchOp } from "./op.ts";
import { type PlanStep } from "./plan.ts";

/** Neighbours that are one thought become one step: "brighten a bit, more contrast" is one adjustment. */
export function mergeSteps(steps: readonly PlanStep[]): PlanStep[] {
  const merged: PlanStep[] = [];
  for (const next of steps) {
    const before = merged.at(-1);
    const both =
      before && sameNumbers(before.except, next.except) ? merge(before.step, next.step) : undefined;
    if (before && both) merged[merged.length - 1] = { ...before, step: both };
    else merged.push(next);
  }
  return merged;
}

function merge(first: BatchOp, second: BatchOp): BatchOp | undefined {
  if (first.op !== "edit" || second.op !== "edit") return undefined;
  if (first.ask.editType !== "enhance" || second.ask.editType !== "enhance") return undefined;
  return {
    op: "edit",
    ask: {
      editType: "enhance",
      params: {
        ...first.ask.params,
        ...second.ask.params,
        autoAdjust: first.ask.params.autoAdjust || second.ask.params.autoAdjust,
      },
    },
  };
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((number) => b.includes(number));
