import { Link } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { chainTree } from "#core/edit/chain.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { describeParams } from "#src/features/edit/describe-params.ts";
import { editTypeWords, words } from "#src/words.ts";
import { flat } from "./filmstrip.tsx";
import { linked } from "./linked.ts";

/** Every edit of this photo as a tree one can read: what was made on what, with which wishes, and when. */
export function History({
  image,
  edits,
  selected,
}: {
  readonly image: ImageView;
  readonly edits: readonly EditView[];
  readonly selected: EditView | undefined;
}) {
  return (
    <section className="history" aria-labelledby="history-title">
      <h2 id="history-title">{words.photo.history}</h2>
      <ol>
        <li>
          <Link
            className="history-line"
            href={`/p/${image.imageId}`}
            replace
            aria-current={selected ? "false" : "true"}
          >
            <PhotoFrame src={image.thumbUrl ?? undefined} alt="" className="history-photo" />
            <span>
              <strong>{words.photo.original}</strong>
              <span className="quiet small numbers">
                {words.photo.facts(image.width, image.height, image.fileSize)} ·{" "}
                {words.format.when(image.createdAt)}
              </span>
            </span>
          </Link>
        </li>
        {flat(chainTree(linked(edits))).map(({ edit, depth }) => (
          <li key={edit.editId} style={{ paddingInlineStart: `${Math.min(depth, 4) * 20 + 20}px` }}>
            <Link
              className="history-line"
              href={`/p/${image.imageId}?edit=${edit.editId}`}
              replace
              aria-current={edit.editId === selected?.editId ? "true" : "false"}
            >
              <PhotoFrame
                src={edit.thumbUrl ?? image.thumbUrl ?? undefined}
                alt=""
                className={`history-photo${edit.thumbUrl ? "" : " film-failed"}`}
              />
              <span>
                <strong>{editTypeWords[edit.editType].name}</strong>
                <span className="small">{describeParams(edit)}</span>
                <span className="quiet small numbers">
                  {words.edit.status[edit.status]} · {words.format.when(edit.createdAt)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
