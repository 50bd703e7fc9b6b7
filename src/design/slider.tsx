import { useId } from "react";
import { firstWords as words } from "#src/first-words.ts";

/** A number from −100 to 100 with nothing done in the middle; a double click puts it back there. */
export function Slider({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <output className="numbers" htmlFor={id}>
        {words.format.signed(value)}
      </output>
      <input
        id={id}
        className="range"
        type="range"
        min={-100}
        max={100}
        step={1}
        value={value}
        onChange={(event) => {
          const next = event.currentTarget.valueAsNumber;
          // The middle holds on a little, so that a finger finds it.
          onChange(Math.abs(next) <= 3 ? 0 : next);
        }}
        onDoubleClick={() => onChange(0)}
      />
    </div>
  );
}
