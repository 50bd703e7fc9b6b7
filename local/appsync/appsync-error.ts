import { type GraphQLError } from "graphql";

/** An error a resolver chose: AppSync sends its type, data and info along with the message. */
export class AppSyncError extends Error {
  override readonly name = "AppSyncError";
  readonly errorType: string;
  readonly data: unknown;
  readonly errorInfo: unknown;
  constructor(message: string, errorType: string, data: unknown = null, errorInfo: unknown = null) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }
}

export const notAuthorizedFor = (typeName: string, fieldName: string): AppSyncError =>
  new AppSyncError(`Not Authorized to access ${fieldName} on type ${typeName}`, "Unauthorized");

/** One entry of `errors` in AppSync's answer. */
export interface ErrorEntry {
  readonly path: readonly (string | number)[] | null;
  readonly locations:
    readonly { readonly line: number; readonly column: number; readonly sourceName: null }[] | null;
  readonly message: string;
  readonly errorType?: string;
  readonly data?: unknown;
  readonly errorInfo?: unknown;
}

/** A GraphQL error in AppSync's envelope: what a resolver refused with its type, what GraphQL itself found without. */
export function errorEntry(error: GraphQLError): ErrorEntry {
  const base = {
    path: error.path ?? null,
    locations: error.locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null,
    message: error.message,
  };
  const cause = error.originalError;
  if (!(cause instanceof AppSyncError)) return base;
  return { ...base, data: cause.data, errorType: cause.errorType, errorInfo: cause.errorInfo };
}
