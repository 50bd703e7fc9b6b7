import { type EditView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { mayDo } from "#core/edit/preview.ts";
import { type EditId, type UserId } from "#core/ids.ts";
import { filesOfResult, previewKey, resultFiles, resultKey } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { removeEdit } from "#functions/edit/remove-edit.ts";
import { keptFiles, previewFiles } from "#functions/edit/result-files.ts";
import { viewEdit } from "#functions/edit/view.ts";
import { type Cloud } from "#functions/ports.ts";
import {
  changeEdit,
  editsOfImage,
  moved,
  readEdit,
  updateEditStatus,
} from "#functions/records/edit-records.ts";
import { isBeingRemoved } from "#functions/records/removal-claim.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;

/** Keeps a preview: its files move to where results stay, and the other variants still on offer go. */
export async function acceptEdit(cloud: Needs, user: UserId, edit: EditId): Promise<Result<EditView>> {
  const known = await readEdit(cloud, user, edit);
  if (known === undefined) return refused(problemOf("not-found"));
  if (known.record.status === "completed") return done(await viewEdit(cloud, known.record));
  if (known.record.status === "corrupted") return refused(problemOf("corrupted"));
  if (!mayDo(known.record.status, "accept"))
    return refused(
      known.record.problem ?? problemOf(isWaiting(known.record.status) ? "not-ready" : "conflict"),
    );

  const missing = await copyToResults(cloud, known.record);
  const kept = missing ? await noteMissing(cloud, user, edit) : await keep(cloud, user, edit);
  if (kept === undefined || kept.status === "preview") {
    // Cancelled while it was being copied, or about to be gone.
    await cloud.objects.remove(resultFiles.map((file) => resultKey(user, edit, file)));
    return refused(problemOf("not-found"));
  }
  if (kept.status !== "completed") return refused(problemOf("corrupted"));
  await cloud.objects.remove(previewFiles(kept));
  await dropSiblings(cloud, kept);
  return done(await viewEdit(cloud, kept));
}

async function copyToResults({ objects }: Needs, { userId, editId, ask }: EditRecord): Promise<boolean> {
  const copied = await Promise.all(
    filesOfResult(ask.editType === "recipe").map((file) =>
      objects.copy(previewKey(userId, editId, file), resultKey(userId, editId, file)),
    ),
  );
  return copied.includes("missing");
}

/** From here on it has no expiry. Another device may have kept it a moment ago: that is just as good. */
async function keep(cloud: Needs, user: UserId, edit: EditId): Promise<EditRecord | undefined> {
  const at = new Date(cloud.clock.now()).toISOString();
  const kept = await updateEditStatus(cloud, user, edit, "completed", {
    completedAt: at,
    resultKey: resultKey(user, edit, "result.png"),
  });
  return kept?.record;
}

async function noteMissing(cloud: Needs, user: UserId, edit: EditId): Promise<EditRecord | undefined> {
  const noted = await changeEdit(cloud, user, edit, ({ record, lease }) =>
    // Its preview is gone because another device has kept it, or is discarding it: nothing is wrong.
    record.status === "preview" && !isBeingRemoved(lease, cloud.clock.now())
      ? { record: moved(record, "corrupted", cloud.clock.now(), { problem: problemOf("corrupted") }) }
      : undefined,
  );
  if (noted?.stored.record.status === "corrupted")
    await cloud.objects.remove([...previewFiles(noted.stored.record), ...keptFiles(noted.stored.record)]);
  return noted?.stored.record;
}

async function dropSiblings(cloud: Needs, { userId, imageId, editId, variantOf }: EditRecord): Promise<void> {
  const siblings = (await editsOfImage(cloud, userId, imageId)).filter(
    (other) => other.variantOf === variantOf && other.editId !== editId && isOnOffer(other),
  );
  for (const sibling of siblings)
    await removeEdit(cloud, userId, sibling.editId, (record) =>
      isOnOffer(record) ? undefined : problemOf("conflict"),
    );
}

const isOnOffer = ({ status }: EditRecord): boolean => isWaiting(status) || status === "preview";

/** Discards an edit that was not kept. What is already gone is fine: then nothing was left to discard. */
export async function cancelEdit(cloud: Needs, user: UserId, edit: EditId): Promise<Result<number>> {
  const removed = await removeEdit(cloud, user, edit, ({ status }) =>
    mayDo(status, "cancel") ? undefined : problemOf("conflict"),
  );
  return removed.ok ? done(removed.value ? 1 : 0) : removed;
}

/**
 * Deletes an edit. Edits that were made on its result keep their own pictures; a new variant of one of them is then
 * refused, since what it would be made on is gone.
 */
export async function deleteKeptEdit(cloud: Needs, user: UserId, edit: EditId): Promise<Result<number>> {
  const removed = await removeEdit(cloud, user, edit, ({ status }) =>
    mayDo(status, "delete") ? undefined : problemOf("conflict"),
  );
  if (!removed.ok) return removed;
  return removed.value ? done(1) : refused(problemOf("not-found"));
}
