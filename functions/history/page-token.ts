import * as z from "zod/mini";
import { type UserId } from "#core/ids.ts";

/**
 * Where a list goes on. It names whose list and which list it is of, and is good for nothing else: the partition that
 * is read is never taken from it.
 */
const content = z.object({ of: z.string(), list: z.string(), after: z.string() });

export const writeToken = (user: UserId, list: string, after: string): string =>
  Buffer.from(JSON.stringify({ of: user, list, after })).toString("base64url");

/** Undefined for a token that is not of this person's list. */
export function readToken(token: string, user: UserId, list: string): string | undefined {
  const parsed = content.safeParse(parseJson(Buffer.from(token, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data.of !== user || parsed.data.list !== list) return undefined;
  return parsed.data.after;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is as wrong as the wrong JSON: the schema says so.
    return undefined;
  }
}
