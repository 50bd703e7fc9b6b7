import { maxDescriptionLength } from "#core/limits/limits.ts";
import { formWords } from "#src/form-words.ts";

/** Words of one's own, with examples to tap. */
export function Described({
  label,
  value,
  placeholder,
  examples,
  onChange,
  onExample,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly examples: readonly string[];
  readonly onChange: (value: string) => void;
  readonly onExample: (example: string) => void;
}) {
  return (
    <>
      <label className="field">
        {label}
        <textarea
          rows={3}
          maxLength={maxDescriptionLength}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <fieldset className="plain-fieldset">
        <legend className="legend">{formWords.examples}</legend>
        <div className="chips">
          {examples.map((example) => (
            <button key={example} type="button" className="button chip" onClick={() => onExample(example)}>
              {example}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  );
}
