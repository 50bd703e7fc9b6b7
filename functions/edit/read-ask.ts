import { type ReadInput } from "#core/api/operations.ts";
import { editType } from "#core/edit/edit-type.ts";
import { editAsk, keptAsk, type KeptAsk, splitMask } from "#core/edit/ask.ts";
import { flowOf } from "#core/edit/flows/index.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { explainIssues } from "#functions/explain-issue.ts";

export interface ReadAsk {
  readonly ask: KeptAsk;
  readonly maskData: string | undefined;
}

/**
 * The edit as it was asked for, checked. A mask may be left out where an earlier variant lends its own: whether one
 * is there is asked of `mayLackMask`.
 */
export function readAsk(
  { editType: type, params }: Pick<ReadInput<"requestEdit">, "editType" | "params">,
  mayLackMask: boolean,
): Result<ReadAsk> {
  const known = editType.safeParse(type);
  if (!known.success)
    return refused(problemOf("invalid-params", explainIssues(known.error.issues, ["editType"])));
  const { maskData, ...rest } = params;
  const hasMask = maskData !== undefined && maskData !== null && maskData !== "";
  if (!hasMask) {
    const parsed = keptAsk.safeParse({ editType: known.data, params: rest });
    if (!parsed.success) return refused(problemOf("invalid-params", explainIssues(parsed.error.issues)));
    if (flowOf(parsed.data).mask === "required" && !mayLackMask)
      return refused(problemOf("mask-missing", { field: "params.maskData" }));
    return done({ ask: parsed.data, maskData: undefined });
  }
  const parsed = editAsk.safeParse({ editType: known.data, params });
  if (!parsed.success) return refused(problemOf("invalid-params", explainIssues(parsed.error.issues)));
  const { kept, maskData: mask } = splitMask(parsed.data);
  return done({ ask: kept, maskData: mask });
}
