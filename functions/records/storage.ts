import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { type Plan, storageAllowance } from "#core/limits/plans.ts";
import { type Change } from "#functions/ports.ts";
import { type ItemKey } from "#functions/records/item.ts";

/**
 * Where it is counted how many bytes somebody keeps: one row beside their records, and written together with them, so that
 * it is always their sum.
 */
export const storageKey = (user: UserId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.storage,
});

/** A record of this partition takes so many bytes more; less, when it is negative. What is there already is never refused. */
export const storageMoved = (PK: string, bytes: number, nowMs: number): readonly Change[] =>
  bytes === 0 ? [] : [{ kind: "count", key: { PK, SK: recordKeys.storage }, by: bytes, nowMs }];

/** Room for so many bytes; fails when the plan has not as much left. */
export const takeStorage = (plan: Plan, user: UserId, bytes: number, nowMs: number): Change => ({
  kind: "count",
  key: storageKey(user),
  by: bytes,
  most: storageAllowance(plan),
  nowMs,
});

/** Takes nothing; fails when all of the plan's storage is taken. */
export const storageLeft = (plan: Plan, user: UserId, nowMs: number): Change => ({
  kind: "count",
  key: storageKey(user),
  by: 0,
  most: storageAllowance(plan) - 1,
  nowMs,
});

/** The counter as it ought to stand, unless somebody has counted since it was read; undefined: there was none. */
export const correctStorage = (
  user: UserId,
  bytes: number,
  version: number | undefined,
  nowMs: number,
): Change => ({
  kind: "put",
  item: {
    ...storageKey(user),
    EntityType: "LimitCounter",
    Data: {},
    CreatedAt: nowMs,
    UpdatedAt: nowMs,
    Version: (version ?? 0) + 1,
    Count: bytes,
  },
  when: version === undefined ? "absent" : { version },
});
