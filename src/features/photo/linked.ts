import { type EditView } from "#core/api/views.ts";
import { type EditId } from "#core/ids.ts";

export type LinkedEdit = EditView & { readonly parentEditId: EditId | undefined };

/** GraphQL says null for "made on the original"; a chain says undefined. */
export const linked = (edits: readonly EditView[]): readonly LinkedEdit[] =>
  edits.map((edit) => ({ ...edit, parentEditId: edit.parentEditId ?? undefined }));
