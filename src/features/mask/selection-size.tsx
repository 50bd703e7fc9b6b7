import { Minus, Plus } from "lucide-react";
import { Button } from "#src/design/button.tsx";
import { maskWords } from "#src/mask-words.ts";
import { type Mark } from "./marks.ts";

/** What a tap may have meant, smallest first. */
export type Sizes = readonly Mark[];

/** A tap says where and not how much: the cushion, or the sofa it lies on. These take the next smaller or larger thing. */
export function SelectionSize({
  sizes,
  at,
  onChange,
}: {
  readonly sizes: Sizes;
  /** Which of them is marked; -1 when none is. */
  readonly at: number;
  readonly onChange: (mark: Mark) => void;
}) {
  const smaller = at > 0 ? sizes[at - 1] : undefined;
  const larger = at >= 0 ? sizes[at + 1] : undefined;
  return (
    <fieldset className="mask-row">
      <legend className="only-spoken">{maskWords.selectionSize}</legend>
      {[
        { mark: smaller, label: maskWords.less, icon: <Minus aria-hidden /> },
        { mark: larger, label: maskWords.more, icon: <Plus aria-hidden /> },
      ].map(({ mark, label, icon }) => (
        <Button
          key={label}
          look="glass"
          wide
          disabled={mark === undefined}
          onClick={() => mark && onChange(mark)}
        >
          {icon}
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
