import { Link } from "wouter";
import { type EditView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { editWords } from "#src/edit-words.ts";

/** The tries at one wish, side by side, until one is kept. */
export function Variants({ edit, edits }: { readonly edit: EditView; readonly edits: readonly EditView[] }) {
  const variants = edits
    .filter(({ variantOf }) => variantOf === edit.variantOf)
    .toSorted((a, b) => a.attempt - b.attempt || (a.editId < b.editId ? -1 : 1));
  if (variants.length < 2) return undefined;
  return (
    <nav aria-label={editWords.variants} className="variants">
      {variants.map((one, place) => (
        <Link
          key={one.editId}
          href={`/p/${one.imageId}?edit=${one.editId}`}
          replace
          className={`variant${one.editId === edit.editId ? " film-here" : ""}`}
          aria-current={one.editId === edit.editId ? "true" : "false"}
          aria-label={`${editWords.variant(place + 1)}, ${editWords.status[one.status]}`}
        >
          <PhotoFrame
            src={one.thumbUrl ?? undefined}
            alt=""
            isComing={isWaiting(one.status)}
            className="film-photo"
          />
          <span className="small">{editWords.variant(place + 1)}</span>
        </Link>
      ))}
    </nav>
  );
}
