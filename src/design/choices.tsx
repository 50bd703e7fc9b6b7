import { type ReactNode, useEffect, useId, useRef } from "react";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly picture?: ReactNode;
}

/** One of a few, side by side; or, with pictures, one of several drawings. Radio buttons to keyboards and readers. */
export function Choices<T extends string>({
  legend,
  choices,
  value,
  onChange,
}: {
  readonly legend: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const name = useId();
  const row = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // What is chosen already may lie beside the screen.
    const chosen = row.current?.querySelector<HTMLElement>("div:has(:checked)");
    if (row.current && chosen)
      row.current.scrollLeft = chosen.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2;
  }, []);
  const hasPictures = choices.some(({ picture }) => picture !== undefined);
  return (
    <div>
      <fieldset ref={row} className={hasPictures ? "pictures" : "choices"}>
        <legend className="legend">{legend}</legend>
        {choices.map((choice) => (
          <div key={choice.value} className={hasPictures ? "picture" : "choice"}>
            <label>
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
              />
              {choice.picture}
              {choice.label}
            </label>
          </div>
        ))}
      </fieldset>
    </div>
  );
}
