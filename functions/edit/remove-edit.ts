import { type EditRecord } from "#core/edit/edit.ts";
import { type EditId, type UserId } from "#core/ids.ts";
import { type Problem } from "#core/problem.ts";
import { allFiles } from "#functions/edit/result-files.ts";
import { type Cloud } from "#functions/ports.ts";
import { deleteEdit, readEdit } from "#functions/records/edit-records.ts";

/**
 * Removes an edit with everything it has. Objects first and the record last, so that a removal that was cut off can be
 * asked for again; if the record changed meanwhile (a worker saved its result) both are done once more.
 * @param refuse says why an edit in this state must stay
 */
export async function removeEdit(
  cloud: Pick<Cloud, "records" | "objects" | "clock">,
  user: UserId,
  edit: EditId,
  refuse: (record: EditRecord) => Problem | undefined = () => undefined,
): Promise<EditRecord | "none" | Problem> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = await readEdit(cloud, user, edit);
    if (known === undefined) return "none";
    const problem = refuse(known.record);
    if (problem) return problem;
    await cloud.objects.remove(allFiles(known.record));
    if ((await deleteEdit(cloud, user, edit, known.version)) === "removed") return known.record;
  }
  throw new Error(`Edit ${edit} changed twenty times while it was being removed`);
}
