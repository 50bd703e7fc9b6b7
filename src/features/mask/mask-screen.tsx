import { Redirect, useSearchParams } from "wouter";
import { imageId } from "#core/ids.ts";
import { useLastingError } from "#src/backend/lasting-error.ts";
import { useEdits, useImage } from "#src/backend/queries.ts";
import { isGone } from "#src/backend/trouble.ts";
import { readEditType } from "#src/features/edit/draft.ts";
import { useDraft } from "#src/features/edit/use-draft.ts";
import { LostPhoto } from "#src/features/photo/lost-photo.tsx";
import { Drawing } from "./drawing.tsx";
import { formAddress, isMaskable, type Maskable } from "./mask-address.ts";
import "./mask.css";

/** The photo, full screen, to be marked with a finger. */
export function MaskScreen({ image }: { readonly image: string }) {
  const id = imageId.safeParse(image);
  const [search] = useSearchParams();
  const type = readEditType(search.get("do"));
  if (!id.success || type === undefined || !isMaskable(type)) return <Redirect to="/" replace />;
  return <Loading key={id.data} id={id.data} type={type} />;
}

function Loading({ id, type }: { readonly id: ReturnType<typeof imageId.parse>; readonly type: Maskable }) {
  const { data: image, error: failure, refetch } = useImage(id);
  const error = useLastingError(failure);
  const [search] = useSearchParams();
  const on = search.get("edit");
  const { data: edits, isSuccess } = useEdits(id);
  const source = on === null ? image?.workingUrl : edits?.find(({ editId }) => editId === on)?.workingUrl;
  const [draft, , isRead] = useDraft(id);
  if (error !== null && (!image || isGone(error)))
    return <LostPhoto error={error} onRetry={() => void refetch()} />;
  // What has no picture to mark (refused, or an edit that is gone) has its own screen to say so.
  if (image && !source && (on === null ? image.state === "refused" : isSuccess))
    return <Redirect to={formAddress(id, search)} replace />;
  if (!image || !source || image.width === 0 || !isRead)
    return <div className="mask-screen" aria-busy="true" />;
  return <Drawing image={image} source={source} type={type} begun={draft[type].marks} />;
}
