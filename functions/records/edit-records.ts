import { canBecome, type EditStatus } from "#core/edit/edit.ts";
import { editRecord, type EditRecord, editStorage } from "#core/edit/edit-record.ts";
import { type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { pageSize } from "#core/limits/limits.ts";
import { times } from "#core/limits/times.ts";
import { recordKeys } from "#core/keys.ts";
import { timeOfUuid } from "#core/uuid.ts";
import { type Item, type ItemKey } from "#functions/records/item.ts";
import { type Page } from "#functions/ports.ts";
import { isBeingRemoved } from "#functions/records/removal-claim.ts";
import {
  change,
  fromItem,
  type Next,
  read,
  type RecordKind,
  type RecordsAndClock,
  removal,
  type Stored,
  toItem,
} from "#functions/records/stored.ts";

export const editKind: RecordKind<EditRecord> = {
  entity: "EditRecord",
  schema: editRecord,
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
export async function saveEditRecord(cloud: RecordsAndClock, record: EditRecord): Promise<void> {
  const before = await cloud.records.get(editKeys(record.userId, record.editId));
  const known = before && { version: before.Version, createdAtMs: before.CreatedAt };
  const item = toItem(editKind, { record }, known, cloud.clock.now());
  await cloud.records.write([{ kind: "put", item, when: "always" }]);
}

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

export interface EditPage {
  readonly edits: readonly EditRecord[];
  /** Sort key of the last row looked at; undefined at the end. */
  readonly lastKey: string | undefined;
}

/** seeds/001: one page of this person's edits, newest first, whatever their status. */
export async function getEditHistory(
  cloud: RecordsAndClock,
  user: UserId,
  limit: number = pageSize,
  after?: EditId,
): Promise<EditPage> {
  const page = await cloud.records.page({
    PK: recordKeys.partition(user),
    prefix: "EDIT#",
    limit,
    after: after && recordKeys.edit(after),
  });
  return readPage(page, cloud.clock.now());
}

/** One page of the edits of one image, newest first, from the index: for showing, not for deciding. */
export async function imageEditPage(
  cloud: RecordsAndClock,
  user: UserId,
  image: ImageId,
  limit: number,
  after: EditId | undefined,
): Promise<EditPage> {
  const page = await cloud.records.indexPage({
    GSI1PK: recordKeys.image(image),
    limit,
    after: after && { ...editKeys(user, after), GSI1SK: recordKeys.edit(after) },
  });
  const { edits, lastKey } = readPage(page, cloud.clock.now());
  // The index knows no partition: what is not this person's is not shown, whoever made it.
  return { edits: edits.filter(({ userId }) => userId === user), lastKey };
}

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
  for (let after: string | undefined; ;) {
    const page = await cloud.records.page({
      PK: recordKeys.partition(user),
      prefix: "EDIT#",
      limit: 200,
      after,
    });
    const { edits, lastKey } = readPage(page, cloud.clock.now());
    found.push(...edits.filter(({ imageId }) => imageId === image));
    if (lastKey === undefined || timeOfUuid(lastKey.slice("EDIT#".length)) < from) return found.toReversed();
    after = lastKey;
  }
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

function readPage({ items, more }: Page, nowMs: number): EditPage {
  const read = (item: Item): readonly EditRecord[] => {
    const stored = fromItem(editKind, item, nowMs);
    return stored ? [stored.record] : [];
  };
  return { edits: items.flatMap(read), lastKey: more ? items.at(-1)?.SK : undefined };
}
