import { type ReactNode, type SubmitEvent } from "react";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";
import { TroubleBox } from "./trouble-box.tsx";

/** Asks for one name. What is given on is trimmed and never empty. */
export function NameSheet({
  title,
  label,
  present,
  example,
  maxLength,
  children,
  isBusy,
  error,
  submit,
  onName,
  onClose,
}: {
  readonly title: string;
  readonly label: string;
  /** The name that it has. */
  readonly present?: string;
  readonly example?: string;
  readonly maxLength: number;
  /** A word on what the name is for. */
  readonly children?: ReactNode;
  readonly isBusy: boolean;
  /** Why the last try came to nothing; null or undefined when none did. */
  readonly error: unknown;
  /** What the button says. */
  readonly submit: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  const read = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name !== "") onName(name);
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <form className="form" onSubmit={read}>
        <label className="field">
          {label}
          <input
            name="name"
            required
            defaultValue={present}
            maxLength={maxLength}
            placeholder={example}
            autoComplete="off"
            // The sheet is opened to type this.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        </label>
        {children}
        {error != null && <TroubleBox trouble={explain(error)} />}
        <Button look="main" wide type="submit" disabled={isBusy}>
          {submit}
        </Button>
      </form>
    </Sheet>
  );
}
