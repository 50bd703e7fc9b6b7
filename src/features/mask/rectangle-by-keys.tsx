import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "#src/design/button.tsx";
import { maskWords } from "#src/mask-words.ts";
import { type Mark } from "./marks.ts";

const sides = ["left", "top", "right", "bottom"] as const;
type Sides = Record<(typeof sides)[number], number>;

/** A rectangle without drawing: four numbers, in hundredths of the photo, for keyboards and switches. */
export function RectangleByKeys({
  photo,
  onAdd,
}: {
  readonly photo: { readonly width: number; readonly height: number };
  readonly onAdd: (mark: Mark) => void;
}) {
  const [box, setBox] = useState<Sides>({ left: 40, top: 40, right: 60, bottom: 60 });
  const isGood = box.right > box.left && box.bottom > box.top;
  return (
    <fieldset className="mask-box">
      <legend className="only-spoken">{maskWords.rectangleByNumbers}</legend>
      {sides.map((side) => (
        <label key={side}>
          {maskWords.sides[side]}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            value={box[side]}
            onChange={(event) => {
              const value = event.currentTarget.valueAsNumber;
              if (Number.isFinite(value)) setBox({ ...box, [side]: Math.min(100, Math.max(0, value)) });
            }}
          />
        </label>
      ))}
      <Button
        look="glass"
        iconOnly
        aria-label={maskWords.addRectangle}
        title={maskWords.addRectangle}
        disabled={!isGood}
        onClick={() =>
          onAdd({
            kind: "rectangle",
            x: (box.left * photo.width) / 100,
            y: (box.top * photo.height) / 100,
            width: ((box.right - box.left) * photo.width) / 100,
            height: ((box.bottom - box.top) * photo.height) / 100,
          })
        }
      >
        <Plus aria-hidden />
      </Button>
    </fieldset>
  );
}
