import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type EditId, type UserId } from "#core/ids.ts";
import { type Problem } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { allFiles } from "#functions/edit/result-files.ts";
import { newId } from "#functions/ids.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeEdit, deleteEdit, readEdit } from "#functions/records/edit-records.ts";
import { isBeingRemoved, removalClaim } from "#functions/records/removal-claim.ts";
import { type Stored } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance">;

/**
 * Removes an edit with everything it has. Objects first and the record last, so that a removal that was cut off can be
 * asked for again; if the record changed meanwhile both are done once more.
 * @param refuse says why an edit in this state must stay
 * @returns what was removed; undefined where there was nothing
 */
export async function removeEdit(
  cloud: Needs,
  user: UserId,
  edit: EditId,
  refuse: (record: EditRecord) => Problem | undefined = () => undefined,
): Promise<Result<EditRecord | undefined>> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = await claim(cloud, user, edit, refuse);
    if (known === undefined) return done(undefined);
    const problem = refuse(known.record);
    if (problem) return refused(problem);
    await cloud.objects.remove(allFiles(known.record));
    if ((await deleteEdit(cloud, known)) === "removed") return done(known.record);
  }
  throw new Error(`Edit ${edit} changed twenty times while it was being removed`);
}

/**
 * What may still be kept is claimed before its objects go: else an edit could be accepted between the removal of its
 * objects and that of its record, and stay without them.
 */
async function claim(
  cloud: Needs,
  user: UserId,
  edit: EditId,
  refuse: (record: EditRecord) => Problem | undefined,
): Promise<Stored<EditRecord> | undefined> {
  const known = await readEdit(cloud, user, edit);
  if (known === undefined || !needsClaim(known, refuse, cloud.clock.now())) return known;
  const run = newId(cloud);
  const claimed = await changeEdit(cloud, user, edit, (now) =>
    needsClaim(now, refuse, cloud.clock.now())
      ? { record: now.record, expiresAtMs: now.expiresAtMs, lease: removalClaim(run, cloud.clock.now()) }
      : undefined,
  );
  return claimed?.stored;
}

const needsClaim = (
  { record, lease }: Stored<EditRecord>,
  refuse: (record: EditRecord) => Problem | undefined,
  nowMs: number,
): boolean =>
  (isWaiting(record.status) || record.status === "preview") &&
  !isBeingRemoved(lease, nowMs) &&
  refuse(record) === undefined;
