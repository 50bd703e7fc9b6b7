import { type z } from "zod/mini";
import { pageSize } from "#core/limits/limits.ts";
import { type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { readToken, writeToken } from "#functions/history/page-token.ts";

export interface PageAsk {
  readonly limit?: number | null | undefined;
  readonly nextToken?: string | null | undefined;
  readonly updatedSince?: string | null | undefined;
}

interface Batch<R> {
  readonly records: readonly R[];
  /** Sort key of the last row looked at; undefined at the end. */
  readonly lastKey: string | undefined;
}

/** One request looks at no more rows than this; with a rare `updatedSince` a page may then come out short. */
const mostRows = 500;

/**
 * One page of a list, newest first: reads on past what is hidden or too old until the page is full or the list ends.
 * @param list  names the list, so that a token is good for it alone
 * @param prefix what stands before the id in a sort key
 */
export async function collectPage<R extends { readonly updatedAt: string }, Id extends string>(
  user: UserId,
  list: string,
  prefix: string,
  idSchema: z.ZodMiniType<Id>,
  ask: PageAsk,
  idOf: (record: R) => Id,
  isShown: (record: R) => boolean,
  readBatch: (limit: number, after: Id | undefined) => Promise<Batch<R>>,
): Promise<Result<{ readonly records: readonly R[]; readonly nextToken: string | undefined }>> {
  const since = readTime(ask.updatedSince);
  if (!since.ok) return since;
  const start = readStart(ask.nextToken, user, list, idSchema);
  if (!start.ok) return start;

  const limit = ask.limit ?? pageSize;
  const isWanted = (record: R): boolean => isShown(record) && Date.parse(record.updatedAt) >= since.value;
  const found: R[] = [];
  let after = start.value;
  for (let rows = 0; rows < mostRows;) {
    const { records, lastKey } = await readBatch(limit, after);
    rows += limit;
    for (const record of records) {
      if (isWanted(record)) found.push(record);
      if (found.length === limit) {
        const isLast = lastKey === undefined && record === records.at(-1);
        return done({ records: found, nextToken: isLast ? undefined : writeToken(user, list, idOf(record)) });
      }
    }
    if (lastKey === undefined) return done({ records: found, nextToken: undefined });
    after = idSchema.parse(lastKey.slice(prefix.length));
  }
  return done({ records: found, nextToken: after && writeToken(user, list, after) });
}

function readStart<Id extends string>(
  token: string | null | undefined,
  user: UserId,
  list: string,
  idSchema: z.ZodMiniType<Id>,
): Result<Id | undefined> {
  if (!token) return done(undefined);
  const id = idSchema.safeParse(readToken(token, user, list));
  return id.success
    ? done(id.data)
    : refused(problemOf("invalid-params", { field: "nextToken", detail: "is not a token of this list" }));
}

function readTime(iso: string | null | undefined): Result<number> {
  if (!iso) return done(0);
  const ms = Date.parse(iso);
  return Number.isNaN(ms)
    ? refused(problemOf("invalid-params", { field: "updatedSince", detail: "must be a time in ISO 8601" }))
    : done(ms);
}
