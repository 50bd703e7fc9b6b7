import { type FloorCorners, orderCorners } from "#core/edit/floor-corners.ts";
import { Button } from "#src/design/button.tsx";
import { formWords } from "#src/form-words.ts";
import { firstCorners } from "./first-corners.ts";

/** Whether a person marks the floor, whose handles then lie on the photo, and what the marks come to. */
export function FloorField({
  corners,
  onChange,
}: {
  readonly corners: FloorCorners | undefined;
  readonly onChange: (corners: FloorCorners | undefined) => void;
}) {
  if (corners === undefined)
    return (
      <Button look="quiet" wide onClick={() => onChange(firstCorners)}>
        {formWords.markFloor}
      </Button>
    );
  return (
    <section className="shown-on-photo" aria-labelledby="floor-title">
      <h3 id="floor-title" className="legend">
        {formWords.floor}
      </h3>
      <p className="small quiet">{formWords.floorWhy}</p>
      <p className="small" aria-live="polite">
        {orderCorners(corners) ? formWords.floorMarked : formWords.floorNone}
      </p>
      <Button look="quiet" wide onClick={() => onChange(undefined)}>
        {formWords.unmarkFloor}
      </Button>
    </section>
  );
}
