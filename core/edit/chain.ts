import { type EditId } from "../ids.ts";
import { type EditRecord } from "./edit-record.ts";

type Link = Pick<EditRecord, "editId" | "parentEditId" | "status">;

/** One edit and the edits made on its result, oldest first. */
export interface ChainNode<E extends Link> {
  readonly edit: E;
  readonly children: readonly ChainNode<E>[];
}

/**
 * The edits of one image as a tree: a branch where two edits share a parent. An edit whose parent is gone
 * stands at the root, so that nothing is hidden by a deletion.
 * @param edits in any order; ids are version 7 UUIDs, so siblings come out oldest first
 */
export function chainTree<E extends Link>(edits: readonly E[]): readonly ChainNode<E>[] {
  const sorted = edits.toSorted((a, b) => (a.editId < b.editId ? -1 : 1));
  const known = new Set<EditId>(sorted.map((edit) => edit.editId));
  const grow = (parent: EditId | undefined): ChainNode<E>[] =>
    sorted
      .filter(
        (edit) =>
          (edit.parentEditId !== undefined && known.has(edit.parentEditId)
            ? edit.parentEditId
            : undefined) === parent,
      )
      .map((edit) => ({ edit, children: grow(edit.editId) }));
  return grow(undefined);
}

/** The edits from the original to this one, oldest first. Empty when the edit is not among them. */
export function chainTo<E extends Link>(edits: readonly E[], last: EditId): readonly E[] {
  const byId = new Map<EditId, E>(edits.map((edit) => [edit.editId, edit]));
  const chain: E[] = [];
  const seen = new Set<EditId>();
  for (let edit = byId.get(last); edit; edit = edit.parentEditId && byId.get(edit.parentEditId)) {
    if (seen.has(edit.editId)) break;
    seen.add(edit.editId);
    chain.unshift(edit);
  }
  return chain;
}

/** Edits that were made on the result of this one, directly or further down. */
export function descendants<E extends Link>(edits: readonly E[], of: EditId): readonly E[] {
  const below = edits.filter((edit) => edit.parentEditId === of);
  return below.flatMap((edit) => [edit, ...descendants(edits, edit.editId)]);
}
