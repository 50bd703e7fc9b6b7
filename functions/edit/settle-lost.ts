import { type EditRecord } from "#core/edit/edit-record.ts";
import { problemOf } from "#core/problem.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeEdit, moved } from "#functions/records/edit-records.ts";

/** Every step is noted, and a dead worker's message comes again within half an hour: after that nobody is at work. */
const processingLostMs = 35 * 60_000;
/** A queue this far behind is not one that anybody waits for. */
const pendingLostMs = 6 * 3_600_000;

/**
 * Ends the wait for an edit that nobody works on any more: its workers died without a word until the queue gave it up.
 * Called when somebody looks at it; others never see it wait for ever.
 */
export async function settleLost(
  cloud: Pick<Cloud, "records" | "clock" | "log">,
  edit: EditRecord,
): Promise<EditRecord> {
  if (!isLost(edit, cloud.clock.now())) return edit;
  cloud.log.warn("edit-lost", { editId: edit.editId, status: edit.status });
  const settled = await changeEdit(cloud, edit.userId, edit.editId, ({ record }) =>
    isLost(record, cloud.clock.now())
      ? {
          record: moved(record, "failed", cloud.clock.now(), {
            problem: problemOf(record.status === "preview" ? "save-failed" : "timeout"),
          }),
        }
      : undefined,
  );
  return settled?.stored.record ?? edit;
}

function isLost({ status, updatedAt, batchId }: EditRecord, nowMs: number): boolean {
  const waitedMs = nowMs - Date.parse(updatedAt);
  if (status === "processing") return waitedMs > processingLostMs;
  // A preview of a batch is kept by its worker, at once; any other waits for a person.
  if (status === "preview") return batchId !== undefined && waitedMs > processingLostMs;
  return status === "pending" && waitedMs > pendingLostMs;
}
