import { type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { type Item, type ItemKey } from "#functions/records/item.ts";
import { type RecordsAndClock } from "#functions/records/stored.ts";

/** That a person wants everything deleted: there from the first moment until nothing is left, however often it stops. */
export async function noteDeletion({ records, clock }: RecordsAndClock, user: UserId): Promise<void> {
  const nowMs = clock.now();
  const note: Item = {
    ...keyOf(user),
    EntityType: "Deletion",
    Data: {},
    CreatedAt: nowMs,
    UpdatedAt: nowMs,
    Version: 1,
  };
  await records.write([{ kind: "put", item: note, when: "always" }]);
}

export async function forgetDeletion(
  { records }: Pick<RecordsAndClock, "records">,
  user: UserId,
): Promise<void> {
  await records.write([{ kind: "remove", key: keyOf(user), when: "always" }]);
}

const keyOf = (user: UserId): ItemKey => ({ PK: recordKeys.partition(user), SK: recordKeys.deletion });
