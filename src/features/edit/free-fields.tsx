import { Brush } from "lucide-react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { maxDescriptionLength } from "#core/limits/limits.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { maskAddress } from "#src/features/mask/mask-address.ts";
import { words } from "#src/words.ts";
import { type Draft } from "./draft.ts";

type Value = Draft["free-edit"];

/** Words of one's own, and a place on the photo where they hold. */
export function FreeFields({
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
  return (
    <>
      <label className="field">
        {words.form.prompt}
        <textarea
          rows={3}
          maxLength={maxDescriptionLength}
          value={value.prompt}
          placeholder={words.form.prompts[0]}
          onChange={(event) => onChange({ ...value, prompt: event.currentTarget.value })}
        />
      </label>
      <fieldset className="plain-fieldset">
        <legend className="legend">{words.form.examples}</legend>
        <div className="chips">
          {words.form.prompts.map((prompt) => (
            <button
              key={prompt}
              type="button"
              className="button chip"
              onClick={() => onChange({ ...value, prompt })}
            >
              {prompt}
            </button>
          ))}
        </div>
      </fieldset>
      <LinkButton href={maskAddress(image.imageId, "free-edit", on?.editId, again?.editId)} wide>
        <Brush aria-hidden />
        {value.marks.length === 0 ? words.form.markPlace : words.form.paintMore}
      </LinkButton>
      {value.marks.length === 0 ? (
        <p className="small quiet">{words.form.markPlaceWhy}</p>
      ) : (
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
