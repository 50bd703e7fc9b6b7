import { useLocation } from "wouter";
import { type ImageView } from "#core/api/views.ts";
import { problemOf } from "#core/problem.ts";
import { explain } from "#src/backend/trouble.ts";
import { useDeleteImage } from "#src/backend/mutations.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { words } from "#src/words.ts";

/** A photo the backend would not take: why, and the way out. */
export function Refusal({ image }: { readonly image: ImageView }) {
  const [, navigate] = useLocation();
  const remove = useDeleteImage();
  return (
    <>
      <TroubleBox trouble={image.problem ?? problemOf("unreadable")}>
        <Button
          disabled={remove.isPending}
          onClick={() =>
            remove.mutate({ imageId: image.imageId }, { onSuccess: () => navigate("/", { replace: true }) })
          }
        >
          {words.photo.remove}
        </Button>
      </TroubleBox>
      {remove.isError && <TroubleBox trouble={explain(remove.error)} />}
    </>
  );
}
