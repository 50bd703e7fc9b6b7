import { batchRecord, type BatchRecord } from "#core/batch/batch.ts";
import { type BatchId, type UserId } from "#core/ids.ts";
import { recordKeys, recordPrefixes } from "#core/keys.ts";
import { type ItemKey } from "#functions/records/item.ts";
import { type ListedKind, pageOf, type RecordPage } from "#functions/records/pages.ts";
import { change, read, type RecordsAndClock, type Stored } from "#functions/records/stored.ts";

export const batchKind: ListedKind<BatchRecord> = {
  entity: "BatchRecord",
  schema: batchRecord,
  prefix: recordPrefixes.batch,
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

/** One page of this person's batches, newest first. */
export const batchPage = (
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
  after?: string,
): Promise<RecordPage<BatchRecord>> => pageOf(cloud, batchKind, user, limit, after);
