import { type DynaliteError } from "#local/dynamodb/dynalite-types.ts";

/** Whether the error is an answer of the API rather than a bug. */
export function isRefusal(error: unknown): error is DynaliteError {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number";
}

export function isConditionFailure(error: unknown): boolean {
  return isRefusal(error) && String(error.body?.["__type"]).endsWith("#ConditionalCheckFailedException");
}
