import { useState } from "react";
import { useLocation } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { mayDo } from "#core/edit/preview.ts";
import { catalogue } from "#core/models/catalogue.ts";
import { useDeleteUndoably } from "#src/backend/deletions.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { editTypeWords, editWords } from "#src/edit-words.ts";
import { downloadWords, photoWords } from "#src/photo-words.ts";
import { DownloadSheet } from "./download.tsx";
import { theOriginal, type Version, versionAddress } from "./versions.ts";

/** What can be done with one version: work on from it (a branch, when others were made on it), compare, download, delete. */
export function HistoryMenu({
  image,
  edit,
  shown,
  onClose,
}: {
  readonly image: ImageView;
  /** The original when undefined. */
  readonly edit: EditView | undefined;
  /** The version on screen. */
  readonly shown: Version["key"];
  readonly onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const [isDownload, setDownload] = useState(false);
  const remove = useDeleteUndoably();
  const key = edit?.editId ?? theOriginal;
  const name = edit === undefined ? photoWords.original : editTypeWords[edit.editType].name;
  const may = (action: Parameters<typeof mayDo>[1]): boolean =>
    edit === undefined ? action === "edit-again" || action === "download" : mayDo(edit.status, action);
  const go = (address: string): void => {
    onClose();
    navigate(address, { replace: true });
    window.scrollTo(0, 0);
  };
  const takeAway = (gone: EditView): void => {
    onClose();
    if (shown === gone.editId)
      navigate(versionAddress(image, gone.parentEditId ?? theOriginal), { replace: true });
    remove([{ what: "edit", editId: gone.editId, imageId: gone.imageId }], editWords.deleted(name));
  };
  if (isDownload)
    return (
      <DownloadSheet what={edit ?? { imageId: image.imageId }} fileName={image.fileName} onClose={onClose} />
    );
  return (
    <Sheet title={name} onClose={onClose}>
      {edit?.modelId && (
        <p className="quiet small numbers">
          {editWords.madeBy(nameOfModel(edit.modelId), edit.processingTimeMs ?? undefined)}
        </p>
      )}
      <div className="decide-actions">
        {may("edit-again") && (
          <Button wide onClick={() => go(versionAddress(image, key))}>
            {photoWords.workOn}
          </Button>
        )}
        {key !== shown && (edit === undefined || edit.workingUrl) && (
          <Button wide onClick={() => go(versionAddress(image, shown, key))}>
            {photoWords.compareWithShown}
          </Button>
        )}
        {may("download") && (
          <Button wide onClick={() => setDownload(true)}>
            {edit === undefined ? downloadWords.original : downloadWords.edited}
          </Button>
        )}
        {edit !== undefined && may("delete") && (
          <Button wide look="danger" onClick={() => takeAway(edit)}>
            {editWords.remove}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

/** Models by the names their makers gave them; one we no longer know by its id. */
const nameOfModel = (id: string): string =>
  Object.values(catalogue).find((model) => model.id === id)?.name ?? id;
