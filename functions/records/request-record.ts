import * as z from "zod/mini";
import {
  batchId,
  editId,
  imageId,
  listingId,
  requestId,
  type RequestId,
  userId,
  type UserId,
} from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { times } from "#core/limits/times.ts";
import { type Change } from "#functions/ports.ts";
import { read, type RecordKind, type RecordsAndClock, toItem } from "#functions/records/stored.ts";
import { type ItemKey } from "#functions/records/item.ts";

/** What came of a request, so that the same one again gives the same answer. */
const requestRecord = z.object({
  userId,
  requestId,
  made: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("image"), imageId }),
    z.object({ kind: z.literal("edit"), editId }),
    z.object({ kind: z.literal("listing"), listingId }),
    z.object({ kind: z.literal("batch"), batchId }),
  ]),
});
export type RequestRecord = z.infer<typeof requestRecord>;

const requestKind: RecordKind<RequestRecord> = {
  entity: "Request",
  schema: requestRecord,
  keysOf: (record) => requestKeys(record.userId, record.requestId),
};

const requestKeys = (user: UserId, request: RequestId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.request(request),
});

export async function earlierRequest(
  cloud: RecordsAndClock,
  user: UserId,
  request: RequestId,
): Promise<RequestRecord["made"] | undefined> {
  return (await read(cloud, requestKind, requestKeys(user, request)))?.record.made;
}

/** Kept for a day: a phone that was off for longer asks anew. Fails when the request was already done. */
export function noteRequest(record: RequestRecord, nowMs: number): Change {
  const next = { record, expiresAtMs: nowMs + times.previewKeptMs };
  return { kind: "put", item: toItem(requestKind, next, undefined, nowMs), when: "absent" };
}
