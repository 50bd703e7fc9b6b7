import { type EditView } from "#core/api/views.ts";
import { editSteps } from "#core/edit/edit.ts";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { useNow } from "#src/design/use-now.ts";
import { editWords } from "#src/edit-words.ts";

/** Where an edit stands: what it is doing, since when, and about how long it takes in all. Steps are the worker's own. */
export function EditProgress({ edit }: { readonly edit: EditView }) {
  const nowMs = useNow(500);
  const place = edit.step ? editSteps.indexOf(edit.step) : -1;
  const startedMs = edit.startedAt ? Date.parse(edit.startedAt) : undefined;
  // Clocks of phones are off by minutes: never before the start.
  const spentMs = startedMs === undefined ? undefined : Math.max(0, nowMs - startedMs);
  const share = edit.status === "pending" ? undefined : Math.max(0.05, (place + 0.5) / editSteps.length);
  const text =
    edit.status === "pending" || spentMs === undefined
      ? editWords.waitingTurn
      : editWords.working(edit.step ?? undefined, spentMs, edit.estimateMs);
  return (
    <div className="working">
      <output className="working-step">
        {edit.status === "pending" || !edit.step ? editWords.waitingTurn : editWords.steps[edit.step]}
      </output>
      <ProgressLine label={editWords.progress} share={share} />
      <p className="small quiet numbers">{text}</p>
      <p className="small quiet">{editWords.mayLeave}</p>
    </div>
  );
}
