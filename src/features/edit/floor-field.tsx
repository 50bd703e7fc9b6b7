import { type FloorCorners, orderCorners } from "#core/edit/floor-corners.ts";
import { Button } from "#src/design/button.tsx";
import { formWords } from "#src/form-words.ts";
import { firstCorners } from "./first-corners.ts";
import { ShownOnPhoto } from "./shown-on-photo.tsx";

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
    <ShownOnPhoto
      title={formWords.floor}
      why={formWords.floorWhy}
      said={orderCorners(corners) ? formWords.floorMarked : formWords.floorNone}
    >
      <Button look="quiet" wide onClick={() => onChange(undefined)}>
        {formWords.unmarkFloor}
      </Button>
    </ShownOnPhoto>
  );
}
