import { randomUUID } from "node:crypto";
import { AppSyncError, notAuthorizedFor } from "./appsync-error.ts";
import { toSubscriptionFilter, type SubscriptionFilter } from "./subscription-filter.ts";

/** One run of a resolver's `request` or `response`: what the utilities read and write. */
export interface Run {
  readonly typeName: string;
  readonly fieldName: string;
  readonly authType: string;
  readonly nowMs: number;
  /** Set by `extensions.setSubscriptionFilter`. */
  subscriptionFilter: SubscriptionFilter | undefined;
}

export class EarlyReturn extends Error {
  override readonly name = "EarlyReturn";
  readonly value: unknown;
  constructor(value: unknown) {
    super("runtime.earlyReturn");
    this.value = value;
  }
}

/**
 * The part of `@aws-appsync/utils` our resolvers use ("AppSync JavaScript runtime features"); the package itself holds
 * types and empty functions. What is not here is undefined to a resolver and fails its test.
 */
export function appsyncUtils(run: Run): {
  readonly util: object;
  readonly extensions: object;
  readonly runtime: object;
} {
  return {
    util: {
      error: (message: string, type = "Custom", data: unknown = null, info: unknown = null) => {
        throw new AppSyncError(message, type, data, info);
      },
      unauthorized: () => {
        throw notAuthorizedFor(run.typeName, run.fieldName);
      },
      authType: () => run.authType,
      autoId: () => randomUUID(),
      time: {
        nowISO8601: () => new Date(run.nowMs).toISOString(),
        nowEpochSeconds: () => Math.floor(run.nowMs / 1000),
        nowEpochMilliSeconds: () => run.nowMs,
      },
      transform: { toSubscriptionFilter },
    },
    extensions: {
      setSubscriptionFilter: (filter: SubscriptionFilter) => {
        run.subscriptionFilter = filter;
      },
    },
    runtime: {
      earlyReturn: (value: unknown) => {
        throw new EarlyReturn(value);
      },
    },
  };
}
