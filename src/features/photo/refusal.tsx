import { type ImageView } from "#core/api/views.ts";
import { problemOf } from "#core/problem.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { photoWords } from "#src/photo-words.ts";
import { useDeletePhoto } from "./use-delete-photo.ts";

/** A photo the backend would not take: why, and the way out. */
export function Refusal({ image }: { readonly image: ImageView }) {
  const remove = useDeletePhoto();
  return (
    <TroubleBox trouble={image.problem ?? problemOf("unreadable")}>
      <Button onClick={() => remove(image)}>{photoWords.remove}</Button>
    </TroubleBox>
  );
}
