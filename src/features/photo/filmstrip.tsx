import { type EditView, type ImageView } from "#core/api/views.ts";
import { chainTo, chainTree, type ChainNode } from "#core/edit/chain.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { Link } from "wouter";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { editTypeWords, editWords } from "#src/edit-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { linked, type LinkedEdit } from "./linked.ts";

/** The original and everything made of it, in the order it was made: one tap away each. */
export function Filmstrip({
  image,
  edits,
  selected,
}: {
  readonly image: ImageView;
  readonly edits: readonly EditView[];
  readonly selected: EditView | undefined;
}) {
  if (edits.length === 0) return undefined;
  const links = linked(edits);
  const chain = new Set(selected ? chainTo(links, selected.editId).map(({ editId }) => editId) : []);
  return (
    <nav className="film" aria-label={photoWords.versions}>
      <Link
        className={`film-frame${selected ? "" : " film-here"}`}
        href={`/p/${image.imageId}`}
        replace
        aria-current={selected ? "false" : "true"}
      >
        <PhotoFrame src={image.thumbUrl ?? undefined} alt="" className="film-photo" />
        <span>{photoWords.original}</span>
      </Link>
      {flat(chainTree(withoutTwins(links, selected))).map(({ edit, depth }) => (
        <Link
          key={edit.editId}
          className={`film-frame${edit.editId === selected?.editId ? " film-here" : ""}${chain.has(edit.editId) ? " film-chain" : ""}`}
          href={`/p/${image.imageId}?edit=${edit.editId}`}
          replace
          aria-current={edit.editId === selected?.editId ? "true" : "false"}
          aria-label={`${editTypeWords[edit.editType].name}, ${editWords.status[edit.status]}${depth > 0 ? `, ${photoWords.step(depth + 1)}` : ""}`}
        >
          <PhotoFrame
            src={edit.thumbUrl ?? image.thumbUrl ?? undefined}
            alt=""
            className={`film-photo${isWaiting(edit.status) ? " film-waiting" : ""}${edit.status === "failed" ? " film-failed" : ""}`}
          />
          <span>
            {depth > 0 && "↳ "}
            {editTypeWords[edit.editType].short}
          </span>
          {edit.status === "preview" && <span className="film-new" aria-hidden />}
        </Link>
      ))}
    </nav>
  );
}

/** Of the tries at one wish one stands for all: the one on screen, else the kept one, else the newest. */
function withoutTwins(edits: readonly LinkedEdit[], selected: EditView | undefined): readonly LinkedEdit[] {
  const parents = new Set(edits.map(({ parentEditId }) => parentEditId));
  const worth = ({ editId, status }: LinkedEdit): number =>
    editId === selected?.editId ? 3 : status === "completed" ? 2 : status === "failed" ? 0 : 1;
  return edits.filter(
    (edit) =>
      // What others were made on is always shown.
      parents.has(edit.editId) ||
      edits.every(
        (twin) =>
          twin.variantOf !== edit.variantOf ||
          worth(twin) < worth(edit) ||
          (worth(twin) === worth(edit) && twin.editId <= edit.editId),
      ),
  );
}

export interface Placed {
  readonly edit: LinkedEdit;
  readonly depth: number;
}

/** A tree as a list, parents before their children. */
export const flat = (nodes: readonly ChainNode<LinkedEdit>[], depth = 0): readonly Placed[] =>
  nodes.flatMap(({ edit, children }) => [{ edit, depth }, ...flat(children, depth + 1)]);
