import { batchRecord, type BatchRecord } from "#core/batch/batch.ts";
import { type BatchId, type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { type ItemKey } from "#functions/records/item.ts";
import {
  change,
  fromItem,
  read,
  type RecordKind,
  type RecordsAndClock,
  type Stored,
} from "#functions/records/stored.ts";

export const batchKind: RecordKind<BatchRecord> = {
  entity: "BatchRecord",
  schema: batchRecord,
  keysOf: ({ userId, batchId }) => batchKeys(userId, batchId),
};

const batchKeys = (user: UserId, batch: BatchId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.batch(batch),
});

export const readBatch = (
  cloud: RecordsAndClock,
  user: UserId,
  batch: BatchId,
): Promise<Stored<BatchRecord> | undefined> => read(cloud, batchKind, batchKeys(user, batch));

/** Changes a batch; when it is forgotten does not move. */
export const changeBatch = (
  cloud: RecordsAndClock,
  user: UserId,
  batch: BatchId,
  decide: (now: BatchRecord) => BatchRecord | undefined,
) =>
  change(cloud, batchKind, batchKeys(user, batch), ({ record, expiresAtMs }) => {
    const next = decide(record);
    const updatedAt = new Date(cloud.clock.now()).toISOString();
    return next && { record: { ...next, updatedAt }, expiresAtMs };
  });

/** One page of this person's batches, newest first, with the key to go on from. */
export async function batchPage(
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
  after?: BatchId,
): Promise<{ readonly batches: readonly Stored<BatchRecord>[]; readonly lastKey: string | undefined }> {
  const { items, more } = await cloud.records.page({
    PK: recordKeys.partition(user),
    prefix: "BATCH#",
    limit,
    after: after && recordKeys.batch(after),
  });
  const nowMs = cloud.clock.now();
  return {
    batches: items.flatMap((item) => fromItem(batchKind, item, nowMs) ?? []),
    lastKey: more ? items.at(-1)?.SK : undefined,
  };
}
