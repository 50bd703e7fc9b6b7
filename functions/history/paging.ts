import { type z } from "zod/mini";
import { pageSize } from "#core/limits/limits.ts";
import { type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { readToken, writeToken } from "#functions/history/page-token.ts";
import { type ListedKind, type RecordPage } from "#functions/records/pages.ts";
import { type Stored } from "#functions/records/stored.ts";

export interface PageAsk {
  readonly limit?: number | null | undefined;
  readonly nextToken?: string | null | undefined;
  readonly updatedSince?: string | null | undefined;
}

/** A list that is shown page by page. */
interface List<R, Id extends string> {
  /** Names the list, so that a token is good for it alone. */
  readonly name: string;
  readonly kind: ListedKind<R>;
  readonly id: z.ZodMiniType<Id>;
  readonly isShown?: (record: R) => boolean;
  /** From the row behind this sort key on. */
  readonly read: (limit: number, after: string | undefined) => Promise<RecordPage<R>>;
}

/** One request looks at no more rows than this; with a rare `updatedSince` a page may then come out short. */
const mostRows = 500;

/** One page of a list, newest first: reads on past what is hidden or too old until the page is full or the list ends. */
export async function collectPage<R extends { readonly updatedAt: string }, Id extends string>(
  user: UserId,
  ask: PageAsk,
  { name, kind, id, isShown = () => true, read }: List<R, Id>,
): Promise<Result<{ readonly records: readonly Stored<R>[]; readonly nextToken: string | undefined }>> {
  const since = readTime(ask.updatedSince);
  if (!since.ok) return since;
  const start = readStart(ask.nextToken, user, name, id);
  if (!start.ok) return start;

  const limit = ask.limit ?? pageSize;
  const tokenOf = (sortKey: string): string =>
    writeToken(user, name, id.parse(sortKey.slice(kind.prefix.length)));
  const found: Stored<R>[] = [];
  let after = start.value && `${kind.prefix}${start.value}`;
  for (let rows = 0; rows < mostRows; rows += limit) {
    const { records, lastKey } = await read(limit, after);
    for (const stored of records) {
      const { record } = stored;
      if (isShown(record) && Date.parse(record.updatedAt) >= since.value) found.push(stored);
      if (found.length === limit) {
        const isLast = lastKey === undefined && stored === records.at(-1);
        return done({ records: found, nextToken: isLast ? undefined : tokenOf(kind.keysOf(record).SK) });
      }
    }
    if (lastKey === undefined) return done({ records: found, nextToken: undefined });
    after = lastKey;
  }
  return done({ records: found, nextToken: after && tokenOf(after) });
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
