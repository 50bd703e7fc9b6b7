import { type ProblemView } from "#core/api/problem-view.ts";
import { type Problem } from "#core/problem.ts";

/** GraphQL says null for what is not there. */
export const viewProblem = (problem: Problem | undefined): ProblemView | null =>
  problem === undefined
    ? null
    : { ...problem, field: problem.field ?? null, retryAfterSeconds: problem.retryAfterSeconds ?? null };
