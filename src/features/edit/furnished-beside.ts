import { type EditView, type ImageView } from "#core/api/views.ts";
import { type ModelId } from "#core/models/catalogue.ts";

const studio: ModelId = "reimagine.studio-v1";

interface Furnished<E> {
  readonly edit: E;
  /** Of the photo it was made of. */
  readonly name: string;
}

/**
 * The kept stagings by the studio of other photos of a photo's listing, newest first: what a model has drawn cannot be
 * seen from another side. A photo in no listing has no others beside it.
 */
export function furnishedBeside<E extends Pick<EditView, "imageId" | "editType" | "status" | "modelId">>(
  image: ImageView,
  images: readonly ImageView[],
  edits: readonly E[],
): readonly Furnished<E>[] {
  if (!image.listingId) return [];
  const names = new Map(
    images
      .filter((one) => one.listingId === image.listingId && one.imageId !== image.imageId)
      .map(({ imageId, fileName }) => [imageId, fileName]),
  );
  return edits.flatMap((edit) => {
    const name = names.get(edit.imageId);
    const isFurnished =
      edit.editType === "virtual-staging" && edit.status === "completed" && edit.modelId === studio;
    return isFurnished && name !== undefined ? [{ edit, name }] : [];
  });
}
