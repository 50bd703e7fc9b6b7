import { type EditView } from "#core/api/views.ts";
import { catalogue } from "#core/models/catalogue.ts";
import { words } from "#src/words.ts";

/** Models by the names their makers gave them; one we no longer know by its id. */
const nameOfModel = (id: string): string =>
  Object.values(catalogue).find((model) => model.id === id)?.name ?? id;

/** How well the house was kept, what must be said with the photo, and what made it: one line. */
export function QuietLine({ edit }: { readonly edit: EditView }) {
  const parts = [
    edit.structureScore === null || edit.structureScore === undefined
      ? undefined
      : words.edit.structure(edit.structureScore),
    words.edit.disclosure(edit.legalClass, edit.editType),
    edit.modelId
      ? words.edit.madeBy(nameOfModel(edit.modelId), edit.processingTimeMs ?? undefined)
      : undefined,
    edit.widthPx && edit.heightPx ? words.format.size(edit.widthPx, edit.heightPx) : undefined,
  ].filter((part) => part !== undefined);
  return <p className="quiet-line quiet small numbers">{parts.join(" · ")}</p>;
}
