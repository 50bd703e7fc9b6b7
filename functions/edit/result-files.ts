import { type EditRecord } from "#core/edit/edit-record.ts";
import { objectKeys, previewKey, type ResultFile, resultFiles, resultKey } from "#core/keys.ts";

type Named = Pick<EditRecord, "userId" | "editId">;

export const previewFiles = ({ userId, editId }: Named): readonly string[] =>
  resultFiles.map((file) => previewKey(userId, editId, file));

export const keptFiles = ({ userId, editId }: Named): readonly string[] =>
  resultFiles.map((file) => resultKey(userId, editId, file));

/** Every object an edit may have. */
export const allFiles = (edit: Named): readonly string[] => [
  ...previewFiles(edit),
  ...keptFiles(edit),
  objectKeys.mask(edit.userId, edit.editId),
];

/** A file of an edit's result, wherever the result now is; undefined while there is none. */
export function fileOf({ userId, editId, status }: EditRecord, file: ResultFile): string | undefined {
  if (status === "preview") return previewKey(userId, editId, file);
  return status === "completed" ? resultKey(userId, editId, file) : undefined;
}
