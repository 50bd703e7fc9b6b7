import { Slider } from "#src/design/slider.tsx";
import { Switch } from "#src/design/switch.tsx";
import { formWords } from "#src/form-words.ts";
import { type FieldsProps } from "./fields-props.ts";

export function EnhanceFields({ value, onChange }: Pick<FieldsProps<"enhance">, "value" | "onChange">) {
  return (
    <>
      <Switch
        label={formWords.auto}
        why={formWords.autoWhy}
        isOn={value.autoAdjust}
        onChange={(autoAdjust) => onChange({ ...value, autoAdjust })}
      />
      <Switch
        label={formWords.upright}
        why={formWords.uprightWhy}
        isOn={value.upright}
        onChange={(upright) => onChange({ ...value, upright })}
      />
      <Slider
        label={formWords.brightness}
        value={value.brightness}
        onChange={(brightness) => onChange({ ...value, brightness })}
      />
      <Slider
        label={formWords.contrast}
        value={value.contrast}
        onChange={(contrast) => onChange({ ...value, contrast })}
      />
      <Slider
        label={formWords.saturation}
        value={value.saturation}
        onChange={(saturation) => onChange({ ...value, saturation })}
      />
    </>
  );
}
