import { type EditRecord, editTypeOf } from "#core/edit/edit-record.ts";
import { type Log } from "#functions/ports.ts";
import { spentUsd } from "#functions/trace.ts";

/** An edit has come to its end, made or failed: one line, which the dashboard counts by edit type. */
export function noteEnd({ log }: { readonly log: Log }, edit: EditRecord): void {
  log.info("edit-ended", {
    editType: editTypeOf(edit),
    editId: edit.editId,
    status: edit.status,
    modelId: edit.modelId,
    problem: edit.problem?.kind,
    Edits: 1,
    EditErrors: edit.status === "failed" ? 1 : 0,
    EditMs: edit.processingTimeMs,
    EditUsd: spentUsd(),
  });
}
