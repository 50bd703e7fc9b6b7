import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { type EditId, type ImageId } from "#core/ids.ts";

/** The edit types whose forms have marks. */
export type Maskable = "item-removal" | "virtual-renovation" | "free-edit";

export const isMaskable = (type: PhotoEditType): type is Maskable =>
  type === "item-removal" || type === "virtual-renovation" || type === "free-edit";

/** The mask editor for this photo; it finds its way back to the form by the same words. */
export function maskAddress(
  image: ImageId,
  type: PhotoEditType,
  on: EditId | undefined,
  again: EditId | undefined,
  tool?: "select",
): string {
  const query = formQuery(type, on, again);
  if (tool !== undefined) query.set("tool", tool);
  return `/p/${image}/mask?${query.toString()}`;
}

/** The form of an edit type for this photo: made on that edit, another try at this one. */
export const formAt = (
  image: ImageId,
  type: PhotoEditType,
  on: EditId | undefined,
  again: EditId | undefined,
): string => `/p/${image}?${formQuery(type, on, again).toString()}`;

/** The form that an address of the mask editor came from. */
export function formAddress(image: ImageId, search: URLSearchParams): string {
  const query = new URLSearchParams(search);
  query.delete("tool");
  return `/p/${image}?${query.toString()}`;
}

function formQuery(type: PhotoEditType, on: EditId | undefined, again: EditId | undefined): URLSearchParams {
  const query = new URLSearchParams({ do: type });
  if (on !== undefined) query.set("edit", on);
  if (again !== undefined) query.set("again", again);
  return query;
}
