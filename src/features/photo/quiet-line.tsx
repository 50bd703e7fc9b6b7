import { type EditView } from "#core/api/views.ts";
import { words } from "#src/words.ts";

/** How well the house was kept, what must be said with the photo, and what made it: one line. */
export function QuietLine({ edit }: { readonly edit: EditView }) {
  const parts = [
    edit.structureScore === null || edit.structureScore === undefined
      ? undefined
      : words.edit.structure(edit.structureScore),
    words.edit.disclosure(edit.legalClass, edit.editType),
    edit.modelId ? words.edit.madeBy(edit.modelId, edit.processingTimeMs ?? undefined) : undefined,
    edit.widthPx && edit.heightPx ? words.format.size(edit.widthPx, edit.heightPx) : undefined,
  ].filter((part) => part !== undefined);
  return <p className="quiet-line quiet small numbers">{parts.join(" · ")}</p>;
}
