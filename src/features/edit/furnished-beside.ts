import { type EditView, type ImageView } from "#core/api/views.ts";

interface Furnished<E> {
  readonly edit: E;
  /** Of the photo it was made of. */
  readonly name: string;
}

/** The kept stagings of other photos of a photo's listing, newest first. A photo in no listing has no others beside it. */
export function furnishedBeside<E extends Pick<EditView, "imageId" | "editType" | "status">>(
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
    const isFurnished = edit.editType === "virtual-staging" && edit.status === "completed";
    return isFurnished && name !== undefined ? [{ edit, name }] : [];
  });
}
