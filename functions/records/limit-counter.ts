import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { allowance, type LimitName, type Plan, retryAfterSeconds, windowOf } from "#core/limits/plans.ts";
import { problemOf, type Problem } from "#core/problem.ts";
import { type Change } from "#functions/ports.ts";
import { secondsOf } from "#functions/records/item.ts";
import { times } from "#core/limits/times.ts";

/** One use of an allowance: goes into the transaction that does what it pays for, so that a refusal costs nothing. */
export function countUse(name: LimitName, plan: Plan, user: UserId, nowMs: number): Change {
  const { window, endsAtMs } = windowOf(name, new Date(nowMs).toISOString(), nowMs);
  return {
    kind: "count",
    key: { PK: recordKeys.partition(user), SK: recordKeys.limit(name, window) },
    by: 1,
    most: allowance(plan, name),
    nowMs,
    expiresAtSeconds: secondsOf(endsAtMs + times.hourMs),
  };
}

export function usedUp(name: LimitName, nowMs: number): Problem {
  const window = windowOf(name, new Date(nowMs).toISOString(), nowMs);
  return problemOf("rate-limited", { retryAfterSeconds: retryAfterSeconds(window, nowMs) });
}
