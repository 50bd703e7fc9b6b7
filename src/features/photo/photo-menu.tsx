import { useState } from "react";
import { useLocation } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { explain } from "#src/backend/trouble.ts";
import { useDeleteImage } from "#src/backend/mutations.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { words } from "#src/words.ts";
import { DownloadSheet } from "./download.tsx";

/** What one rarely does with a photo: its facts, its original file, its end. */
export function PhotoMenu({
  image,
  edit,
  edits,
  onClose,
}: {
  readonly image: ImageView;
  readonly edit: EditView | undefined;
  readonly edits: readonly EditView[];
  readonly onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const [view, setView] = useState<"menu" | "original" | "edit" | "delete">("menu");
  const remove = useDeleteImage();
  if (view === "original")
    return <DownloadSheet what={{ imageId: image.imageId }} fileName={image.fileName} onClose={onClose} />;
  if (view === "edit" && edit)
    return <DownloadSheet what={{ editId: edit.editId }} fileName={image.fileName} onClose={onClose} />;
  if (view === "delete")
    return (
      <Sheet title={words.photo.deleteTitle} onClose={onClose}>
        <p>{words.photo.deleteWhat(edits.length)}</p>
        {remove.isError && <TroubleBox trouble={explain(remove.error)} />}
        <div className="decide-actions">
          <Button
            look="danger"
            wide
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate(
                { imageId: image.imageId },
                {
                  onSuccess: () => {
                    navigate("/", { replace: true });
                    toast({ text: words.photo.deleted(image.fileName) });
                  },
                },
              )
            }
          >
            {words.photo.deleteYes}
          </Button>
          <Button wide onClick={onClose}>
            {words.common.cancel}
          </Button>
        </div>
      </Sheet>
    );
  return (
    <Sheet title={image.fileName} onClose={onClose}>
      <p className="quiet numbers">{words.photo.facts(image.width, image.height, image.fileSize)}</p>
      <div className="decide-actions">
        {edit?.status === "completed" && (
          <Button wide onClick={() => setView("edit")}>
            {words.download.edited}
          </Button>
        )}
        {image.state === "ready" && (
          <Button wide onClick={() => setView("original")}>
            {words.download.original}
          </Button>
        )}
        <Button wide look="danger" onClick={() => setView("delete")}>
          {words.photo.delete}
        </Button>
      </div>
    </Sheet>
  );
}
