import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { type Page } from "#functions/ports.ts";
import { fromItem, type RecordKind, type RecordsAndClock, type Stored } from "#functions/records/stored.ts";

/** A kind of which a person can have many. */
export interface ListedKind<R> extends RecordKind<R> {
  /** What stands before the id in its sort keys. */
  readonly prefix: string;
}

/** Some records of one kind, newest first, without those that have expired. */
export interface RecordPage<R> {
  readonly records: readonly Stored<R>[];
  /** Sort key of the last row looked at, shown or not; undefined at the end. */
  readonly lastKey: string | undefined;
}

/**
 * One page of a person's records of one kind, from their own rows: as they now stand.
 * @param limit most rows to look at
 * @param after sort key of the row to go on behind
 */
export async function pageOf<R>(
  cloud: RecordsAndClock,
  kind: ListedKind<R>,
  user: UserId,
  limit: number,
  after?: string,
): Promise<RecordPage<R>> {
  const PK = recordKeys.partition(user);
  return readPage(cloud, kind, await cloud.records.page({ PK, prefix: kind.prefix, limit, after }));
}

/**
 * One page of what the index keeps of a kind under a key: for showing, not for deciding.
 * @param after sort key of the row to go on behind, the same in the index as in the person's own rows
 */
export async function indexPageOf<R extends { readonly userId: UserId }>(
  cloud: RecordsAndClock,
  kind: ListedKind<R>,
  user: UserId,
  key: string,
  limit: number,
  after?: string,
): Promise<RecordPage<R>> {
  const page = await cloud.records.indexPage({
    GSI1PK: key,
    limit,
    after: after === undefined ? undefined : { PK: recordKeys.partition(user), SK: after, GSI1SK: after },
  });
  const { records, lastKey } = readPage(cloud, kind, page);
  // The index knows no partition: what is not this person's is not shown, whoever made it.
  return { records: records.filter(({ record }) => record.userId === user), lastKey };
}

/** Every record of one kind of a person, newest first; reads on only for as long as somebody asks for more. */
export async function* everyOf<R>(
  cloud: RecordsAndClock,
  kind: ListedKind<R>,
  user: UserId,
): AsyncGenerator<R> {
  let after: string | undefined;
  do {
    const { records, lastKey } = await pageOf(cloud, kind, user, rowsAtOnce, after);
    for (const { record } of records) yield record;
    after = lastKey;
  } while (after !== undefined);
}

const rowsAtOnce = 200;

function readPage<R>(cloud: RecordsAndClock, kind: ListedKind<R>, { items, more }: Page): RecordPage<R> {
  const nowMs = cloud.clock.now();
  return {
    records: items.flatMap((item) => fromItem(kind, item, nowMs) ?? []),
    lastKey: more ? items.at(-1)?.SK : undefined,
  };
}
