import { type BatchRecord } from "#core/batch/batch.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { prefixesOf, recordKeys } from "#core/keys.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { problemOf } from "#core/problem.ts";
import { unreachable } from "#core/unreachable.ts";
import { removeEdit } from "#functions/edit/remove-edit.ts";
import { allFiles } from "#functions/edit/result-files.ts";
import { settleLost } from "#functions/edit/settle-lost.ts";
import { type Cloud } from "#functions/ports.ts";
import { batchKind } from "#functions/records/batch-records.ts";
import { changeEdit, editKind, moved, readEdit } from "#functions/records/edit-records.ts";
import { changeImage, imageKind, readImage } from "#functions/records/image-records.ts";
import { isExpired, type Item } from "#functions/records/item.ts";
import { listingKind } from "#functions/records/listing-records.ts";
import { correctStorage } from "#functions/records/storage.ts";
import { type RecordKind, readItem, removal } from "#functions/records/stored.ts";
import { type Belongings, judge, type Repair, type Row } from "#functions/sweep/judge.ts";
import { type FoundObject, type Walk } from "#functions/sweep/walk.ts";

export type SweepNeeds = Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance" | "log">;

/** A person has no more than this; should one, the rest is not judged rather than misjudged. */
const mostThings = 200_000;
/** In one sweep; the next one goes on. */
const mostRepairs = 500;

/**
 * Repairs or removes what interrupted steps left of one person's things. Twice is once.
 * @returns what was done, in order
 */
export async function sweepPerson(cloud: SweepNeeds, walk: Walk, user: UserId): Promise<readonly Repair[]> {
  const nowMs = cloud.clock.now();
  const mine = await collect(walk, user, nowMs);
  if (mine === undefined) {
    cloud.log.warn("too-much-to-sweep", { userId: user });
    return [];
  }
  const repairs = judge(mine, nowMs).slice(0, mostRepairs);
  for (const repair of repairs) {
    cloud.log.warn("repaired", { ...repair });
    await carryOut(cloud, user, repair);
  }
  return repairs;
}

/** Objects first: an object whose record comes in between is judged by that record, never without it. */
async function collect(walk: Walk, user: UserId, nowMs: number): Promise<Belongings | undefined> {
  const objects: FoundObject[] = [];
  for (const prefix of prefixesOf(user))
    for (let after = ""; ;) {
      const page = await walk.keys(prefix, after, keysAtOnce);
      objects.push(...page);
      if (objects.length > mostThings) return undefined;
      const last = page.at(-1);
      if (last === undefined || page.length < keysAtOnce) break;
      after = last.key;
    }
  const items: Item[] = [];
  for (let after: string | undefined; ;) {
    const page = await walk.rows(user, after);
    items.push(...page.items);
    if (items.length > mostThings) return undefined;
    if (!page.more) break;
    after = items.at(-1)?.SK;
  }
  return {
    images: rowsOf<ImageRecord>(imageKind, items, nowMs),
    edits: rowsOf<EditRecord>(editKind, items, nowMs),
    listings: rowsOf<ListingRecord>(listingKind, items, nowMs),
    batches: rowsOf<BatchRecord>(batchKind, items, nowMs),
    deletionAskedMs: items.find(({ SK }) => SK === recordKeys.deletion)?.CreatedAt,
    objects,
    storage: storageIn(items),
  };
}

function storageIn(items: readonly Item[]): Belongings["storage"] {
  const row = items.find(({ SK }) => SK === recordKeys.storage);
  return row && { bytes: row.Count ?? 0, version: row.Version, updatedMs: row.UpdatedAt };
}

const keysAtOnce = 1000;

const rowsOf = <R>(kind: RecordKind<R>, items: readonly Item[], nowMs: number): readonly Row<R>[] =>
  items
    .filter((item) => item.EntityType === kind.entity)
    .map((item) => ({ ...readItem(kind, item), isExpired: isExpired(item, nowMs) }));

/** Looks again at what it changes: since it was judged its owner may have been faster. */
async function carryOut(cloud: SweepNeeds, user: UserId, repair: Repair): Promise<void> {
  const at = (): string => new Date(cloud.clock.now()).toISOString();
  switch (repair.do) {
    case "remove-object":
      return cloud.objects.remove([repair.key]);
    case "forget-upload": {
      const known = await readImage(cloud, user, repair.imageId);
      if (known?.record.state !== "announced" && known?.record.state !== "preparing") return;
      if ((await cloud.objects.head(known.record.originalKey)) !== undefined) return;
      const PK = recordKeys.partition(user);
      // With the request: the phone that still has the photo asks again and gets a new place for it.
      await cloud.records.write([
        ...removal(imageKind, known, cloud.clock.now()),
        { kind: "remove", key: { PK, SK: recordKeys.request(known.record.requestId) }, when: "always" },
      ]);
      return;
    }
    case "prepare-image":
      return cloud.queue.send({ kind: "prepare-image", userId: user, imageId: repair.imageId });
    case "prepare-again":
      await changeImage(cloud, user, repair.imageId, ({ record }) =>
        record.state === "ready" ? { record: { ...record, state: "announced", updatedAt: at() } } : undefined,
      );
      return cloud.queue.send({ kind: "prepare-image", userId: user, imageId: repair.imageId });
    case "mark-image-lost": {
      const problem = problemOf("load-failed");
      await changeImage(cloud, user, repair.imageId, ({ record }) =>
        record.state === "ready"
          ? { record: { ...record, state: "refused", problem, updatedAt: at() } }
          : undefined,
      );
      return;
    }
    case "mark-edit-corrupted": {
      const problem = problemOf("corrupted");
      await changeEdit(cloud, user, repair.editId, ({ record }) =>
        record.status === "preview" || record.status === "completed"
          ? { record: moved(record, "corrupted", cloud.clock.now(), { problem }) }
          : undefined,
      );
      return;
    }
    case "remove-expired-edit": {
      // Nobody reads it any more, so nothing can be made of it in between.
      await cloud.objects.remove(allFiles({ userId: user, editId: repair.editId }));
      const key = { PK: recordKeys.partition(user), SK: recordKeys.edit(repair.editId) };
      await cloud.records.write([{ kind: "remove", key, when: "always" }]);
      return;
    }
    case "remove-edit":
      await removeEdit(cloud, user, repair.editId);
      return;
    case "send-edit-again":
      return cloud.queue.send({ kind: "run-edit", userId: user, editId: repair.editId });
    case "settle-edit": {
      const known = await readEdit(cloud, user, repair.editId);
      if (known) await settleLost(cloud, known.record);
      return;
    }
    case "go-on-with-batch":
      return cloud.queue.send({ kind: "run-batch", userId: user, batchId: repair.batchId });
    case "delete-listing":
      return cloud.queue.send({
        kind: "delete-listing",
        userId: user,
        listingId: repair.listingId,
        images: repair.images,
      });
    case "correct-storage":
      // Whoever has counted since knows better: the next sweep looks again.
      await cloud.records.write([correctStorage(user, repair.bytes, repair.version, cloud.clock.now())]);
      return;
    case "delete-data":
      return cloud.queue.send({ kind: "delete-data", userId: user });
    default:
      return unreachable(repair);
  }
}
