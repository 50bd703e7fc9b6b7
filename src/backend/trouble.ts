import { type ProblemView } from "#core/api/problem-view.ts";
// An import of types alone must say so as a whole: else every sentence would be loaded on the first route.
import type { Problem } from "#core/problem.ts";
import { firstWords as words } from "#src/first-words.ts";

/** The backend said no, in its own words. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;
  constructor(view: ProblemView) {
    super(view.message);
    const { kind, message, remedy, field, retryAfterSeconds } = view;
    this.problem = {
      kind,
      message,
      remedy,
      ...(typeof field === "string" ? { field } : {}),
      ...(typeof retryAfterSeconds === "number" ? { retryAfterSeconds } : {}),
    };
  }
}

/** What was asked for is not there, or no longer. */
export const isGone = (error: unknown): boolean =>
  error instanceof Refused && error.problem.kind === "not-found";

/** Nothing answered. Worth trying again later as it is. */
export class NoSignal extends Error {
  override readonly name = "NoSignal";
}

/** Nobody is signed in any more, or not well enough to be asked on. */
export class SignedOut extends Error {
  override readonly name = "SignedOut";
}

/** What a person reads: what happened, and what to do next. */
export interface Sentences {
  readonly message: string;
  readonly remedy: string;
}

export function explain(error: unknown): Sentences {
  if (error instanceof Refused) return error.problem;
  if (error instanceof NoSignal) return words.trouble.noSignal;
  if (error instanceof SignedOut) return words.trouble.signedOut;
  return words.trouble.ours;
}
