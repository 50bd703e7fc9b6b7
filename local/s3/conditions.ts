import { type IncomingHttpHeaders } from "node:http";
import { type StoredObject } from "#local/s3/object-store.ts";
import { preconditionFailed } from "#local/s3/s3-error.ts";

/** What the conditional headers of a GET or HEAD ask for, in the order of RFC 9110 section 13.2.2. */
export function readCondition(
  headers: IncomingHttpHeaders,
  object: Pick<StoredObject, "etag" | "modifiedAt">,
): "send" | "not-modified" | "precondition-failed" {
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = headers;
  // HTTP dates know no fractions of a second.
  const modified = Math.floor(object.modifiedAt / 1000) * 1000;
  const since = Date.parse(headers["if-modified-since"] ?? "");
  const unmodifiedSince = Date.parse(headers["if-unmodified-since"] ?? "");

  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) return "precondition-failed";
  } else if (modified > unmodifiedSince) return "precondition-failed";

  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? "not-modified" : "send";
  return modified <= since ? "not-modified" : "send";
}

/** Refuses a write whose If-None-Match or If-Match does not hold; asked right before the write. */
export function checkWriteCondition(
  headers: IncomingHttpHeaders,
  existing: Pick<StoredObject, "etag"> | undefined,
): void {
  const { "if-none-match": ifNoneMatch, "if-match": ifMatch } = headers;
  if (ifNoneMatch !== undefined && existing && matches(ifNoneMatch, existing.etag))
    throw preconditionFailed();
  if (ifMatch !== undefined && !(existing && matches(ifMatch, existing.etag))) throw preconditionFailed();
}

function matches(header: string, etag: string): boolean {
  return header
    .split(",")
    .map((tag) => tag.trim())
    .some((tag) => tag === "*" || unquoted(tag) === unquoted(etag));
}

function unquoted(etag: string): string {
  return etag.replace(/^W\//, "").replaceAll('"', "");
}
