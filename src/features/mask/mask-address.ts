import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { type EditId, type ImageId } from "#core/ids.ts";

/** The mask editor for this photo; it finds its way back to the form by the same words. */
export function maskAddress(
  image: ImageId,
  type: PhotoEditType,
  on: EditId | undefined,
  again: EditId | undefined,
): string {
  return `/p/${image}/mask?${formQuery(type, on, again)}`;
}

export const formAddress = (image: ImageId, search: URLSearchParams): string =>
  `/p/${image}?${search.toString()}`;

function formQuery(type: PhotoEditType, on: EditId | undefined, again: EditId | undefined): string {
  const query = new URLSearchParams({ do: type });
  if (on !== undefined) query.set("edit", on);
  if (again !== undefined) query.set("again", again);
  return query.toString();
}
