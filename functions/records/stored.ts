import { type z } from "zod/mini";
import { isExpired, type Item, type ItemKey, type Lease, secondsOf } from "#functions/records/item.ts";
import { type Change, type Clock, type Records } from "#functions/ports.ts";
import { storageMoved } from "#functions/records/storage.ts";

/** A record as it was read, with what is kept beside it. */
export interface Stored<R> {
  readonly record: R;
  readonly version: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | undefined;
  readonly lease: Lease | undefined;
}

/** How one kind of record lies in the table. */
export interface RecordKind<R> {
  readonly entity: Item["EntityType"];
  readonly schema: z.ZodMiniType<R>;
  keysOf(record: R): ItemKey & { readonly GSI1PK?: string; readonly GSI1SK?: string };
  /** Bytes that it takes of its owner's storage, if such records do. */
  storageOf?(record: R): number;
}

/** What a change makes of a record. A lease or an expiry that is not named is dropped. */
export interface Next<R> {
  readonly record: R;
  readonly expiresAtMs?: number | undefined;
  readonly lease?: Lease | undefined;
}

export type RecordsAndClock = { readonly records: Records; readonly clock: Clock };

export function toItem<R>(
  kind: RecordKind<R>,
  { record, expiresAtMs, lease }: Next<R>,
  before: { readonly version: number; readonly createdAtMs: number } | undefined,
  nowMs: number,
): Item {
  return {
    ...kind.keysOf(record),
    EntityType: kind.entity,
    Data: withoutUndefined(record),
    CreatedAt: before?.createdAtMs ?? nowMs,
    UpdatedAt: nowMs,
    Version: (before?.version ?? 0) + 1,
    ...(expiresAtMs === undefined ? {} : { TTL: secondsOf(expiresAtMs) }),
    ...(lease === undefined ? {} : { Lease: lease }),
  };
}

/** Undefined for a row that has expired. Throws when the row is not what its kind says. */
export function fromItem<R>(kind: RecordKind<R>, item: Item, nowMs: number): Stored<R> | undefined {
  return isExpired(item, nowMs) ? undefined : readItem(kind, item);
}

/** A row whether or not it has expired. Throws when the row is not what its kind says. */
export function readItem<R>(kind: RecordKind<R>, item: Item): Stored<R> {
  if (item.EntityType !== kind.entity)
    throw new TypeError(`Expected ${kind.entity} at ${item.SK} but found ${item.EntityType}`);
  return {
    record: kind.schema.parse(item.Data),
    version: item.Version,
    createdAtMs: item.CreatedAt,
    expiresAtMs: item.TTL === undefined ? undefined : item.TTL * 1000,
    lease: item.Lease,
  };
}

export async function read<R>(
  cloud: RecordsAndClock,
  kind: RecordKind<R>,
  key: ItemKey,
): Promise<Stored<R> | undefined> {
  const found = await cloud.records.get(key);
  return found && fromItem(kind, found, cloud.clock.now());
}

/**
 * Reads, decides, writes; when another writer was faster, reads and decides again.
 * @param decide gives what the record becomes, or undefined to leave it as it is
 * @returns the record as it stands afterwards and whether this call changed it; undefined when there is none
 */
export async function change<R>(
  cloud: RecordsAndClock,
  kind: RecordKind<R>,
  key: ItemKey,
  decide: (now: Stored<R>) => Next<R> | undefined,
): Promise<{ readonly changed: boolean; readonly stored: Stored<R> } | undefined> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const stored = await read(cloud, kind, key);
    if (stored === undefined) return undefined;
    const next = decide(stored);
    if (next === undefined) return { changed: false, stored };
    const nowMs = cloud.clock.now();
    const item = toItem(kind, next, stored, nowMs);
    const written = await cloud.records.write([
      { kind: "put", item, when: { version: stored.version } },
      ...storageMoved(key.PK, storageOf(kind, next.record) - storageOf(kind, stored.record), nowMs),
    ]);
    if (written.ok)
      return {
        changed: true,
        stored: {
          record: next.record,
          version: item.Version,
          createdAtMs: item.CreatedAt,
          expiresAtMs: next.expiresAtMs,
          lease: next.lease,
        },
      };
  }
  throw new Error(`Twenty writers in a row were faster at ${key.SK}`);
}

/** Writes a record over whatever was there. */
export async function save<R>(cloud: RecordsAndClock, kind: RecordKind<R>, record: R): Promise<void> {
  const { PK, SK } = kind.keysOf(record);
  const before = await cloud.records.get({ PK, SK });
  const known = before && { version: before.Version, createdAtMs: before.CreatedAt };
  const item = toItem(kind, { record }, known, cloud.clock.now());
  await cloud.records.write([{ kind: "put", item, when: "always" }]);
}

/** Removes a record, if nobody has written since it was read, and gives back what it took of its owner's storage. */
export function removal<R>(kind: RecordKind<R>, { record, version }: Stored<R>, nowMs: number): Change[] {
  const { PK, SK } = kind.keysOf(record);
  return [
    { kind: "remove", key: { PK, SK }, when: { version } },
    ...storageMoved(PK, -storageOf(kind, record), nowMs),
  ];
}

const storageOf = <R>(kind: RecordKind<R>, record: R): number => kind.storageOf?.(record) ?? 0;

const withoutUndefined = (record: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined));
