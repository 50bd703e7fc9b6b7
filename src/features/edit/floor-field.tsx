import { type FloorCorners, orderCorners } from "#core/edit/floor-corners.ts";
import { Button } from "#src/design/button.tsx";
import { words } from "#src/words.ts";
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
        {words.form.markFloor}
      </Button>
    );
  return (
    <section className="shown-on-photo" aria-labelledby="floor-title">
      <h3 id="floor-title" className="legend">
        {words.form.floor}
      </h3>
      <p className="small quiet">{words.form.floorWhy}</p>
      <p className="small" aria-live="polite">
        {orderCorners(corners) ? words.form.floorMarked : words.form.floorNone}
      </p>
      <Button look="quiet" wide onClick={() => onChange(undefined)}>
        {words.form.unmarkFloor}
      </Button>
    </section>
  );
}
