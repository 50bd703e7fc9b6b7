import { type ImageView } from "#core/api/views.ts";
import { type EditId } from "#core/ids.ts";
import { useActivity, useImages } from "#src/backend/queries.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { formWords } from "#src/form-words.ts";
import { furnishedBeside } from "./furnished-beside.ts";
import "./furniture-of.css";

/** Other photos of the listing that were furnished: the same furniture can stand in this one. Nothing where there are none. */
export function FurnitureOf({
  image,
  chosen,
  onChange,
}: {
  readonly image: ImageView;
  readonly chosen: EditId | undefined;
  readonly onChange: (edit: EditId | undefined) => void;
}) {
  const images = useImages(image.listingId ?? undefined).data?.pages.flatMap(({ items }) => items) ?? [];
  const edits = useActivity().data?.pages.flatMap(({ items }) => items) ?? [];
  const offered = furnishedBeside(image, images, edits);
  if (offered.length === 0) return undefined;
  return (
    <fieldset className="plain-fieldset">
      <legend className="legend">{formWords.furnitureOf}</legend>
      <p className="small quiet">{formWords.furnitureWhy}</p>
      <div className="furniture">
        {offered.map(({ edit, name }) => (
          <button
            key={edit.editId}
            type="button"
            className="furniture-choice"
            aria-pressed={chosen === edit.editId}
            aria-label={formWords.furnitureOfPhoto(name)}
            onClick={() => onChange(chosen === edit.editId ? undefined : edit.editId)}
          >
            <PhotoFrame src={edit.thumbUrl ?? undefined} alt="" className="furniture-photo" />
            <span aria-hidden>{name}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
