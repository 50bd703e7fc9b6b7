import { duskIntensities } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { words } from "#src/words.ts";
import { type Draft } from "./draft.ts";
import { WindowTaps } from "./window-taps.tsx";
import { HouseDrawing } from "./drawings/house-drawing.tsx";

type Value = Draft["day-to-dusk"];

export function DuskFields({
  photoUrl,
  value,
  onChange,
}: {
  readonly photoUrl: string | null | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  return (
    <>
      <Choices
        legend={words.form.intensity}
        value={value.intensity}
        onChange={(intensity) => onChange({ ...value, intensity })}
        choices={duskIntensities.map((intensity) => ({
          value: intensity,
          label: words.form.intensities[intensity],
          picture: <HouseDrawing intensity={intensity} />,
        }))}
      />
      {photoUrl && (
        <WindowTaps
          photoUrl={photoUrl}
          taps={value.windows}
          onChange={(windows) => onChange({ ...value, windows })}
        />
      )}
    </>
  );
}
