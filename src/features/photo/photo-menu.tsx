import { useState } from "react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { downloadWords, photoWords } from "#src/photo-words.ts";
import { DownloadSheet } from "./download.tsx";
import { useDeletePhoto } from "./use-delete-photo.ts";

/** What one rarely does with a photo: its facts, its original file, its end. */
export function PhotoMenu({
  image,
  edit,
  edits,
  onClose,
}: {
  readonly image: ImageView;
  readonly edit: EditView | undefined;
  /** How many edits would go with the photo. */
  readonly edits: number;
  readonly onClose: () => void;
}) {
  const [view, setView] = useState<"menu" | "original" | "edit">("menu");
  const remove = useDeletePhoto();
  if (view === "original")
    return <DownloadSheet what={{ imageId: image.imageId }} fileName={image.fileName} onClose={onClose} />;
  if (view === "edit" && edit)
    return <DownloadSheet what={edit} fileName={image.fileName} onClose={onClose} />;
  return (
    <Sheet title={image.fileName} onClose={onClose}>
      <p className="quiet numbers">{photoWords.facts(image.width, image.height, image.fileSize)}</p>
      <div className="decide-actions">
        {edit?.status === "completed" && (
          <Button wide onClick={() => setView("edit")}>
            {downloadWords.edited}
          </Button>
        )}
        {image.state === "ready" && (
          <Button wide onClick={() => setView("original")}>
            {downloadWords.original}
          </Button>
        )}
        <Button wide look="danger" onClick={() => remove(image)}>
          {photoWords.delete(edits)}
        </Button>
      </div>
    </Sheet>
  );
}
