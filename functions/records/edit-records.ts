import { canBecome, type EditStatus } from "#core/edit/edit.ts";
import { editRecord, type EditRecord, editStorage } from "#core/edit/edit-record.ts";
import { type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { pageSize } from "#core/limits/limits.ts";
import { times } from "#core/limits/times.ts";
import { recordKeys, recordPrefixes } from "#core/keys.ts";
import { timeOfUuid } from "#core/uuid.ts";
import { type ItemKey } from "#functions/records/item.ts";
import { everyOf, indexPageOf, type ListedKind, pageOf, type RecordPage } from "#functions/records/pages.ts";
import { isBeingRemoved } from "#functions/records/removal-claim.ts";
import {
  change,
  type Next,
  read,
  type RecordsAndClock,
  removal,
  save,
  type Stored,
} from "#functions/records/stored.ts";

export const editKind: ListedKind<EditRecord> = {
  entity: "EditRecord",
  schema: editRecord,
  prefix: recordPrefixes.edit,
  keysOf: ({ userId, editId, imageId }) => ({
    ...editKeys(userId, editId),
    GSI1PK: recordKeys.image(imageId),
    GSI1SK: recordKeys.edit(editId),
  }),
  storageOf: editStorage,
};

const editKeys = (user: UserId, edit: EditId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.edit(edit),
});

/** seeds/001: writes the record, over whatever was there. */
export const saveEditRecord = (cloud: RecordsAndClock, record: EditRecord): Promise<void> =>
  save(cloud, editKind, record);

export const readEdit = (
  cloud: RecordsAndClock,
  user: UserId,
  edit: EditId,
): Promise<Stored<EditRecord> | undefined> => read(cloud, editKind, editKeys(user, edit));

export const changeEdit = (
  cloud: RecordsAndClock,
  user: UserId,
  edit: EditId,
  decide: (now: Stored<EditRecord>) => Next<EditRecord> | undefined,
) => change(cloud, editKind, editKeys(user, edit), decide);

/** seeds/001: one page of this person's edits, newest first, whatever their status. */
export const getEditHistory = (
  cloud: RecordsAndClock,
  user: UserId,
  limit: number = pageSize,
  after?: string,
): Promise<RecordPage<EditRecord>> => pageOf(cloud, editKind, user, limit, after);

/** One page of the edits of one image, newest first, from the index: for showing, not for deciding. */
export const imageEditPage = (
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
  limit: number,
  after?: string,
): Promise<RecordPage<EditRecord>> =>
  indexPageOf(cloud, editKind, user, recordKeys.image(image), limit, after);

/**
 * Every edit of one image as it now stands, oldest first. An edit is younger than its image, so reading the
 * partition from the newest stops where the image was made (less an hour, for clocks that disagree).
 */
export async function editsOfImage(
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
): Promise<readonly EditRecord[]> {
  const from = timeOfUuid(image) - times.hourMs;
  const found: EditRecord[] = [];
  for await (const edit of everyOf(cloud, editKind, user)) {
    if (timeOfUuid(edit.editId) < from) break;
    if (edit.imageId === image) found.unshift(edit);
  }
  return found;
}

/** The edits an edit was made on, from the first kept one to itself: fewer when one between has been deleted. */
export async function chainOf(
  cloud: RecordsAndClock,
  user: UserId,
  last: EditRecord,
  most: number,
): Promise<readonly EditRecord[]> {
  const chain = [last];
  for (let at = last; at.parentEditId !== undefined && chain.length < most;) {
    const parent = await readEdit(cloud, user, at.parentEditId);
    if (parent === undefined) break;
    chain.unshift(parent.record);
    at = parent.record;
  }
  return chain;
}

/** seeds/001. Only if nobody has written since it was read. */
export async function deleteEdit(
  cloud: RecordsAndClock,
  known: Stored<EditRecord>,
): Promise<"removed" | "changed"> {
  const written = await cloud.records.write(removal(editKind, known, cloud.clock.now()));
  return written.ok ? "removed" : "changed";
}

export type StatusUpdates = Partial<
  Pick<
    EditRecord,
    | "completedAt"
    | "modelId"
    | "processingTimeMs"
    | "problem"
    | "resultKey"
    | "structureScore"
    | "found"
    | "notFound"
    | "widthPx"
    | "heightPx"
  >
>;

/**
 * seeds/001: moves an edit on, if that step exists and nobody is removing the edit. A lease and an expiry end with it.
 * @returns undefined when there is no such edit
 */
export async function updateEditStatus(
  cloud: RecordsAndClock,
  user: UserId,
  edit: EditId,
  status: EditStatus,
  additional: StatusUpdates = {},
): Promise<{ readonly changed: boolean; readonly record: EditRecord } | undefined> {
  const done = await changeEdit(cloud, user, edit, ({ record, lease }) =>
    canBecome(record.status, status) && !isBeingRemoved(lease, cloud.clock.now())
      ? { record: moved(record, status, cloud.clock.now(), additional) }
      : undefined,
  );
  return done && { changed: done.changed, record: done.stored.record };
}

/** The record in its next status. The step belongs to "processing" and leaves with it. */
export function moved(
  { step: _step, ...record }: EditRecord,
  status: EditStatus,
  nowMs: number,
  additional: Partial<EditRecord> = {},
): EditRecord {
  return { ...record, status, updatedAt: new Date(nowMs).toISOString(), ...additional };
}
