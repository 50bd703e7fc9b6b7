import { type Problem } from "./problem.ts";

/** What an operation that can be refused gives back. Bugs are thrown; refusals are returned. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (problem: Problem): Result<never> => ({ ok: false, problem });
