import { type EditView, type ImageView } from "#core/api/views.ts";
import { chainTree } from "#core/edit/chain.ts";
import { type EditId } from "#core/ids.ts";
import { editTypeWords } from "#src/edit-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { flat } from "./filmstrip.tsx";
import { linked } from "./linked.ts";

export const theOriginal = "original";

/** Something one can look at: the photo as it was taken, or what an edit made of it. */
export interface Version {
  readonly key: EditId | typeof theOriginal;
  readonly name: string;
  /** Undefined while an edit has no result. */
  readonly url: string | undefined;
  readonly thumbUrl: string | undefined;
}

/** The original, then every edit after the one it was made on: the order one swipes through. */
export const versionsOf = (
  image: ImageView,
  edits: readonly EditView[],
  local: string | undefined,
): readonly Version[] => [
  {
    key: theOriginal,
    name: photoWords.original,
    url: image.workingUrl ?? local,
    thumbUrl: image.thumbUrl ?? local,
  },
  ...flat(chainTree(linked(edits))).map(({ edit }) => ({
    key: edit.editId,
    name: nameOf(edit, edits),
    url: edit.workingUrl ?? undefined,
    thumbUrl: edit.thumbUrl ?? undefined,
  })),
];

/** The address that shows a version, beside another one when that is given. */
export function versionAddress(image: ImageView, key: Version["key"], besides?: Version["key"]): string {
  const query = new URLSearchParams();
  if (key !== theOriginal) query.set("edit", key);
  if (besides !== undefined) query.set("with", besides);
  const text = query.toString();
  return `/p/${image.imageId}${text === "" ? "" : `?${text}`}`;
}

/** Several edits of one kind are told apart by their place among them, oldest first. */
function nameOf(edit: EditView, edits: readonly EditView[]): string {
  const { name } = editTypeWords[edit.editType];
  const same = edits
    .filter(({ editType }) => editType === edit.editType)
    .map(({ editId }) => editId)
    .toSorted();
  return same.length === 1 ? name : photoWords.numbered(name, same.indexOf(edit.editId) + 1);
}
