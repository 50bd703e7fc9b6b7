import { maxObjectNames } from "#core/limits/limits.ts";
import { LinkButton } from "#src/design/button.tsx";
import { maskAddress } from "#src/features/mask/mask-address.ts";
import { formWords } from "#src/form-words.ts";
import { Brush } from "lucide-react";
import { type FieldsProps } from "./fields-props.ts";

export function RemovalFields({ image, on, again, value, onChange }: FieldsProps<"item-removal">) {
  const found = [...new Set((image.analysis?.distractions ?? []).map(({ name }) => name))];
  const names = [...new Set([...found, ...value.objects])];
  const toggle = (name: string): void =>
    onChange({
      ...value,
      objects: value.objects.includes(name)
        ? value.objects.filter((one) => one !== name)
        : [...value.objects, name].slice(0, maxObjectNames),
    });
  return (
    <>
      <LinkButton
        href={maskAddress(image.imageId, "item-removal", on?.editId, again?.editId)}
        look={value.marks.length === 0 && !again ? "main" : "quiet"}
        wide
      >
        <Brush aria-hidden />
        {value.marks.length === 0 ? formWords.paint : formWords.paintMore}
      </LinkButton>
      <p className="small quiet">
        {value.marks.length === 0
          ? again
            ? formWords.maskAgain
            : formWords.paintWhy
          : formWords.marked(value.marks.length)}
      </p>
      {names.length > 0 && (
        <fieldset className="plain-fieldset">
          <legend className="legend">{formWords.objects}</legend>
          <div className="chips">
            {names.map((name) => (
              <button
                key={name}
                type="button"
                className="button chip"
                aria-pressed={value.objects.includes(name)}
                onClick={() => toggle(name)}
              >
                {name}
              </button>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
