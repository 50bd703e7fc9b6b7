import { useId } from "react";

/** A wish that is on or off, with a line on what it does. */
export function Switch({
  label,
  why,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly why: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="switch">
      <label htmlFor={id}>
        <strong>{label}</strong>
        <span className="small quiet">{why}</span>
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
