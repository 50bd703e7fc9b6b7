import { type EditView, type ImageView } from "#core/api/views.ts";
import { maskAddress } from "#src/features/mask/mask-address.ts";
import { formWords } from "#src/form-words.ts";
import { Described } from "./described.tsx";
import { type Draft } from "./draft.ts";
import { MarkPlace } from "./mark-place.tsx";

type Value = Draft["virtual-renovation"];

export function RenovationFields({
  image,
  on,
  again,
  value,
  onChange,
}: {
  readonly image: ImageView;
  readonly on: EditView | undefined;
  readonly again: EditView | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const add = (example: string): void => {
    const already = value.description.trim();
    onChange({ ...value, description: already === "" ? example : `${already}, ${example}` });
  };
  return (
    <>
      <Described
        label={formWords.description}
        value={value.description}
        placeholder={formWords.descriptionExample}
        examples={formWords.renovations}
        onChange={(description) => onChange({ ...value, description })}
        onExample={add}
      />
      <fieldset className="plain-fieldset">
        <legend className="legend">{formWords.renovationStyle}</legend>
        <div className="chips">
          {formWords.renovationStyles.map((style) => (
            <button
              key={style}
              type="button"
              className="button chip"
              aria-pressed={value.style === style}
              onClick={() => onChange({ ...value, style: value.style === style ? undefined : style })}
            >
              {style}
            </button>
          ))}
        </div>
      </fieldset>
      <section className="shown-on-photo" aria-labelledby="surfaces-title">
        <h3 id="surfaces-title" className="legend">
          {formWords.surfaces}
        </h3>
        {value.marks.length === 0 && <p className="small quiet">{formWords.surfacesWhy}</p>}
        <p className="small" aria-live="polite">
          {value.surfaces.length > 0 &&
            value.marks.length === 0 &&
            formWords.surfacesTapped(value.surfaces.length)}
        </p>
      </section>
      <MarkPlace
        href={maskAddress(image.imageId, "virtual-renovation", on?.editId, again?.editId, "select")}
        marks={value.marks}
        label={formWords.markArea}
        why={formWords.markAreaWhy}
        onClear={() => onChange({ ...value, marks: [] })}
      />
    </>
  );
}
