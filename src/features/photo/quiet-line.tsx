import { type EditView } from "#core/api/views.ts";
import { editWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { disclosureOf } from "./disclosure-of.ts";

/** How well the house was kept, what must be said with the photo, and its size. */
export function QuietLine({ edit, edits }: { readonly edit: EditView; readonly edits: readonly EditView[] }) {
  const parts = [
    edit.structureScore === null || edit.structureScore === undefined
      ? undefined
      : editWords.structure(edit.structureScore),
    disclosureOf(edit, edits),
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
