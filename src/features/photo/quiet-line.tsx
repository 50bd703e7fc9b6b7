import { type EditView } from "#core/api/views.ts";
import { editTypesWithin } from "#core/batch/edit-types-within.ts";
import { alteringIn } from "#core/disclosure/legal-class.ts";
import { keptAsk } from "#core/edit/ask.ts";
import { chainTo } from "#core/edit/chain.ts";
import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { catalogue } from "#core/models/catalogue.ts";
import { editWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { linked } from "./linked.ts";

/** Models by the names their makers gave them; one we no longer know by its id. */
const nameOfModel = (id: string): string =>
  Object.values(catalogue).find((model) => model.id === id)?.name ?? id;

/** A recipe counts as what its steps do. */
function editTypesWithinView({ editType, params }: EditView): readonly PhotoEditType[] {
  const ask = keptAsk.safeParse({ editType, params });
  return ask.success ? editTypesWithin(ask.data) : [];
}

/** How well the house was kept, what must be said with the photo (of all edits it rests on), and what made it. */
export function QuietLine({ edit, edits }: { readonly edit: EditView; readonly edits: readonly EditView[] }) {
  const chain = chainTo(linked(edits), edit.editId).flatMap(editTypesWithinView);
  const parts = [
    edit.structureScore === null || edit.structureScore === undefined
      ? undefined
      : editWords.structure(edit.structureScore),
    editWords.disclosure(edit.legalClass, alteringIn(chain)),
    edit.modelId
      ? editWords.madeBy(nameOfModel(edit.modelId), edit.processingTimeMs ?? undefined)
      : undefined,
    edit.widthPx && edit.heightPx ? firstWords.format.size(edit.widthPx, edit.heightPx) : undefined,
  ].filter((part) => part !== undefined);
  return (
    <>
      {edit.notFound && edit.notFound.length > 0 && (
        <p className="small">{editWords.surfacesNotFound(edit.found ?? [], edit.notFound)}</p>
      )}
      <p className="quiet-line quiet small numbers">{parts.join(" · ")}</p>
    </>
  );
}
