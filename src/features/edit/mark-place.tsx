import { Brush } from "lucide-react";
import { Button, LinkButton } from "#src/design/button.tsx";
import { formWords } from "#src/form-words.ts";
import { type Draft } from "./draft.ts";

type Marks = Draft["free-edit"]["marks"];

/** The way to the mask editor from a form that can do without a mask; what is marked can be taken back here. */
export function MarkPlace({
  href,
  marks,
  label,
  why,
  onClear,
}: {
  readonly href: string;
  readonly marks: Marks;
  /** Of the button while nothing is marked, and why one would mark something. */
  readonly label: string;
  readonly why: string;
  readonly onClear: () => void;
}) {
  return (
    <>
      <LinkButton href={href} wide>
        <Brush aria-hidden />
        {marks.length === 0 ? label : formWords.paintMore}
      </LinkButton>
      {marks.length === 0 ? (
        <p className="small quiet">{why}</p>
      ) : (
        <p className="small quiet form-marked">
          {formWords.marked(marks.length)}
          <Button look="plain" onClick={onClear}>
            {formWords.unmark}
          </Button>
        </p>
      )}
    </>
  );
}
