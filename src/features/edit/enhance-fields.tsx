import { useId } from "react";
import { Slider } from "#src/design/slider.tsx";
import { words } from "#src/words.ts";
import { type Draft } from "./draft.ts";

type Value = Draft["enhance"];

export function EnhanceFields({
  value,
  onChange,
}: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <>
      <div className="switch">
        <label htmlFor={id}>
          <strong>{words.form.auto}</strong>
          <span className="small quiet">{words.form.autoWhy}</span>
        </label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={value.autoAdjust}
          aria-checked={value.autoAdjust}
          onChange={(event) => onChange({ ...value, autoAdjust: event.currentTarget.checked })}
        />
      </div>
      <Slider
        label={words.form.brightness}
        value={value.brightness}
        onChange={(brightness) => onChange({ ...value, brightness })}
      />
      <Slider
        label={words.form.contrast}
        value={value.contrast}
        onChange={(contrast) => onChange({ ...value, contrast })}
      />
      <Slider
        label={words.form.saturation}
        value={value.saturation}
        onChange={(saturation) => onChange({ ...value, saturation })}
      />
    </>
  );
}
