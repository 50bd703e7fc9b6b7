import { Brush } from "lucide-react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { maxDescriptionLength } from "#core/limits/limits.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { maskAddress } from "#src/features/mask/mask-address.ts";
import { words } from "#src/words.ts";
import { type Draft } from "./draft.ts";

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
      <label className="field">
        {words.form.description}
        <textarea
          rows={3}
          maxLength={maxDescriptionLength}
          value={value.description}
          placeholder={words.form.descriptionExample}
          onChange={(event) => onChange({ ...value, description: event.currentTarget.value })}
        />
      </label>
      <fieldset className="plain-fieldset">
        <legend className="legend">{words.form.examples}</legend>
        <div className="chips">
          {words.form.renovations.map((example) => (
            <button key={example} type="button" className="button chip" onClick={() => add(example)}>
              {example}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend className="legend">{words.form.renovationStyle}</legend>
        <div className="chips">
          {words.form.renovationStyles.map((style) => (
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
      <LinkButton
        href={maskAddress(image.imageId, "virtual-renovation", on?.editId, again?.editId, "select")}
        wide
      >
        <Brush aria-hidden />
        {value.marks.length === 0 ? words.form.markArea : words.form.paintMore}
      </LinkButton>
      {value.marks.length === 0 && <p className="small quiet">{words.form.markAreaWhy}</p>}
      {value.marks.length > 0 && (
        <p className="small quiet form-marked">
          {words.form.marked(value.marks.length)}
          <Button look="plain" onClick={() => onChange({ ...value, marks: [] })}>
            {words.form.unmark}
          </Button>
        </p>
      )}
    </>
  );
}
