import { useLocation } from "wouter";
import { type ImageView } from "#core/api/views.ts";
import { useDeleteUndoably } from "#src/backend/deletions.ts";
import { gridBehind } from "#src/features/start/last-grid.ts";
import { photoWords } from "#src/photo-words.ts";

/** Back to the grid, where the photo is hidden at once and deleted when the chance to undo it has passed. */
export function useDeletePhoto(): (image: ImageView) => void {
  const [, navigate] = useLocation();
  const remove = useDeleteUndoably();
  return (image) => {
    navigate(gridBehind(image.listingId), { replace: true });
    remove([{ what: "image", imageId: image.imageId }], photoWords.deleted(image.fileName));
  };
}
