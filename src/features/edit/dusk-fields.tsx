import { duskIntensities } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { formWords } from "#src/form-words.ts";
import { type Draft } from "./draft.ts";
import { HouseDrawing } from "./drawings/house-drawing.tsx";
import { ShownOnPhoto } from "./shown-on-photo.tsx";

type Value = Draft["day-to-dusk"];

export function DuskFields({
  value,
  onChange,
}: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
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
