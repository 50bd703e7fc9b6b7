import { useLocation } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type Problem } from "#core/problem.ts";
import { Button } from "#src/design/button.tsx";
import { formAt, maskAddress } from "#src/features/mask/mask-address.ts";
import { formWords } from "#src/form-words.ts";
import { type Draft, filled } from "./draft.ts";
import { useDraft } from "./use-draft.ts";
import { firstCorners } from "./first-corners.ts";
import { floorPlace } from "./floor-place.ts";

/** The next step a refusal names, as a button, where this app has a place for it: marking a surface, or the floor. */
export function Remedy({
  image,
  problem,
  on,
  again,
}: {
  readonly image: ImageView;
  readonly problem: Pick<Problem, "kind"> | undefined;
  /** The edit the refused one was to be made on; the original when undefined. */
  readonly on: EditView | undefined;
  /** The edit that was refused, when it has begun; its wishes go into the form. */
  readonly again: EditView | undefined;
}) {
  const [, navigate] = useLocation();
  const [, update] = useDraft(image.imageId);
  const refill = (change: (now: Draft) => Draft): void =>
    update((now) =>
      change(again && again.editType !== "recipe" ? filled(now, again.editType, again.params) : now),
    );
  switch (problem?.kind) {
    case "surface-not-found":
      return (
        <Button
          onClick={() => {
            refill((now) => now);
            navigate(formAt(image.imageId, "virtual-renovation", on?.editId, again?.editId));
          }}
        >
          {formWords.showSurface}
        </Button>
      );
    case "mask-missing":
      return again?.editType === "free-edit" ? (
        <Button
          onClick={() => {
            refill((now) => now);
            navigate(maskAddress(image.imageId, "free-edit", on?.editId, again.editId));
          }}
        >
          {formWords.markPlace}
        </Button>
      ) : undefined;
    case "no-floor":
    case "already-furnished":
    case "corners-no-floor":
      return (
        <Button
          onClick={() => {
            refill((now) => {
              const staging = now["virtual-staging"];
              return {
                ...now,
                "virtual-staging": { ...staging, floorCorners: staging.floorCorners ?? firstCorners },
              };
            });
            navigate(`${formAt(image.imageId, "virtual-staging", on?.editId, again?.editId)}${floorPlace}`);
          }}
        >
          {formWords.markFloor}
        </Button>
      );
    default:
      return undefined;
  }
}
