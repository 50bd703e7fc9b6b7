import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type ChainNode, chainTree } from "#core/edit/chain.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { describeParams } from "#src/features/edit/describe-params.ts";
import { editTypeWords, editWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { CompareTwo } from "./compare-two.tsx";
import { HistoryMenu } from "./history-menu.tsx";
import { linked, type LinkedEdit } from "./linked.ts";
import { theOriginal, type Version, versionAddress } from "./versions.ts";

/** Every edit of this photo as a tree one can read: what was made on what, with which wishes, and when. */
export function History({
  image,
  edits,
  versions,
  selected,
}: {
  readonly image: ImageView;
  readonly edits: readonly EditView[];
  readonly versions: readonly Version[];
  readonly selected: EditView | undefined;
}) {
  const [isComparing, setComparing] = useState(false);
  const [menu, setMenu] = useState<EditView | typeof theOriginal>();
  const shown = selected?.editId ?? theOriginal;
  const canCompare = versions.filter(({ url }) => url !== undefined).length > 1;
  return (
    <section className="history" aria-labelledby="history-title">
      <div className="section-head">
        <h2 id="history-title">{photoWords.history}</h2>
        {canCompare && (
          <Button look="plain" onClick={() => setComparing(true)}>
            {photoWords.compareTwo}
          </Button>
        )}
      </div>
      <ol>
        <li>
          <div className="history-row">
            <Link
              className="history-line"
              href={versionAddress(image, theOriginal)}
              replace
              aria-current={selected ? "false" : "true"}
            >
              <PhotoFrame src={image.thumbUrl ?? undefined} alt="" className="history-photo" />
              <span>
                <strong>{photoWords.original}</strong>
                <span className="quiet small numbers">
                  {photoWords.facts(image.width, image.height, image.fileSize)} ·{" "}
                  {firstWords.format.when(image.createdAt)}
                </span>
              </span>
            </Link>
            <IconButton
              label={photoWords.moreAbout(photoWords.original)}
              onClick={() => setMenu(theOriginal)}
            >
              <Ellipsis aria-hidden />
            </IconButton>
          </div>
          <Branch
            nodes={chainTree(linked(edits))}
            image={image}
            versions={versions}
            selected={selected}
            onMenu={setMenu}
          />
        </li>
      </ol>
      {isComparing && (
        <CompareTwo image={image} versions={versions} shown={shown} onClose={() => setComparing(false)} />
      )}
      {menu !== undefined && (
        <HistoryMenu
          image={image}
          edit={menu === theOriginal ? undefined : menu}
          shown={shown}
          onClose={() => setMenu(undefined)}
        />
      )}
    </section>
  );
}

function Branch({
  nodes,
  image,
  versions,
  selected,
  onMenu,
}: {
  readonly nodes: readonly ChainNode<LinkedEdit>[];
  readonly image: ImageView;
  readonly versions: readonly Version[];
  readonly selected: EditView | undefined;
  readonly onMenu: (edit: EditView) => void;
}) {
  if (nodes.length === 0) return undefined;
  return (
    <ol className="history-branch">
      {nodes.map(({ edit, children }) => (
        <li key={edit.editId}>
          <div className="history-row">
            <Link
              className="history-line"
              href={versionAddress(image, edit.editId)}
              replace
              aria-current={edit.editId === selected?.editId ? "true" : "false"}
            >
              <PhotoFrame
                src={edit.thumbUrl ?? image.thumbUrl ?? undefined}
                alt=""
                className={`history-photo${edit.thumbUrl ? "" : " film-failed"}`}
              />
              <span>
                <strong>
                  {versions.find(({ key }) => key === edit.editId)?.name ?? editTypeWords[edit.editType].name}
                </strong>
                <span className="small">{describeParams(edit)}</span>
                <span className="quiet small numbers">
                  {editWords.status[edit.status]} · {firstWords.format.when(edit.createdAt)}
                </span>
              </span>
            </Link>
            <IconButton
              label={photoWords.moreAbout(editTypeWords[edit.editType].name)}
              onClick={() => onMenu(edit)}
            >
              <Ellipsis aria-hidden />
            </IconButton>
          </div>
          <Branch nodes={children} image={image} versions={versions} selected={selected} onMenu={onMenu} />
        </li>
      ))}
    </ol>
  );
}
