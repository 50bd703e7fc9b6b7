import { duskIntensities } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { formWords } from "#src/form-words.ts";
import { type FieldsProps } from "./fields-props.ts";
import { HouseDrawing } from "./drawings/house-drawing.tsx";
import { ShownOnPhoto } from "./shown-on-photo.tsx";

export function DuskFields({ value, onChange }: Pick<FieldsProps<"day-to-dusk">, "value" | "onChange">) {
  const lit = value.windows.filter((tap) => tap.lit).length;
  return (
    <>
      <Choices
        legend={formWords.intensity}
        value={value.intensity}
        onChange={(intensity) => onChange({ ...value, intensity })}
        choices={duskIntensities.map((intensity) => ({
          value: intensity,
          label: formWords.intensities[intensity],
          picture: <HouseDrawing intensity={intensity} />,
        }))}
      />
      <ShownOnPhoto
        title={formWords.windows}
        why={formWords.windowsWhy}
        said={value.windows.length > 0 ? formWords.windowsTapped(lit, value.windows.length - lit) : undefined}
      />
    </>
  );
}
