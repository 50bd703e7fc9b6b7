import { type EditView } from "#core/api/views.ts";
import { editWords } from "#src/edit-words.ts";
import { disclosureOf } from "./disclosure-of.ts";

/** How well the house was kept, and what must be said with the photo. */
export function QuietLine({ edit, edits }: { readonly edit: EditView; readonly edits: readonly EditView[] }) {
  const parts = [
    edit.structureScore === null || edit.structureScore === undefined
      ? undefined
      : editWords.structure(edit.structureScore),
    disclosureOf(edit, edits),
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
