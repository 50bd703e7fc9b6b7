import { maskAddress } from "#src/features/mask/mask-address.ts";
import { formWords } from "#src/form-words.ts";
import { Described } from "./described.tsx";
import { type FieldsProps } from "./fields-props.ts";
import { MarkPlace } from "./mark-place.tsx";
import { ShownOnPhoto } from "./shown-on-photo.tsx";

export function RenovationFields({ image, on, again, value, onChange }: FieldsProps<"virtual-renovation">) {
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
      <ShownOnPhoto
        title={formWords.surfaces}
        // A mask says more exactly what is meant, and comes first.
        why={value.marks.length === 0 ? formWords.surfacesWhy : undefined}
        said={
          value.surfaces.length > 0 && value.marks.length === 0
            ? formWords.surfacesTapped(value.surfaces.length)
            : undefined
        }
      />
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
