import { duskIntensities } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { formWords } from "#src/form-words.ts";
import { type Draft } from "./draft.ts";
import { HouseDrawing } from "./drawings/house-drawing.tsx";

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
      <section className="shown-on-photo" aria-labelledby="windows-title">
        <h3 id="windows-title" className="legend">
          {formWords.windows}
        </h3>
        <p className="small quiet">{formWords.windowsWhy}</p>
        <p className="small" aria-live="polite">
          {value.windows.length > 0 && formWords.windowsTapped(lit, value.windows.length - lit)}
        </p>
      </section>
    </>
  );
}
