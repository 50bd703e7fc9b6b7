import { type EditView } from "#core/api/views.ts";
import { editTypesWithin } from "#core/batch/edit-types-within.ts";
import { alteringIn } from "#core/disclosure/legal-class.ts";
import { keptAsk } from "#core/edit/ask.ts";
import { chainTo } from "#core/edit/chain.ts";
import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { editWords } from "#src/edit-words.ts";
import { linked } from "./linked.ts";

/**
 * What must be said with an edit's photo: of all edits it rests on.
 * @param edits of the same photo, those it rests on among them
 */
export function disclosureOf(edit: EditView, edits: readonly EditView[]): string {
  const chain = chainTo(linked(edits), edit.editId).flatMap(editTypesWithinView);
  return editWords.disclosure(edit.legalClass, alteringIn(chain));
}

/** A recipe counts as what its steps do. */
function editTypesWithinView({ editType, params }: EditView): readonly PhotoEditType[] {
  const ask = keptAsk.safeParse({ editType, params });
  return ask.success ? editTypesWithin(ask.data) : [];
}
