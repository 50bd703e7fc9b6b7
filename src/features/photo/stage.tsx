import { type ReactNode, useEffect, useRef, useState } from "react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { Button } from "#src/design/button.tsx";
import { isForTyping } from "#src/design/is-for-typing.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { type PreviewFilter } from "#src/features/edit/preview-filter.ts";
import { MarksOverlay } from "#src/features/mask/marks-overlay.tsx";
import { type Mark } from "#src/features/mask/marks.ts";
import { formWords } from "#src/form-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { Compare, type Sides } from "./compare.tsx";
import { Zoomable } from "./zoomable.tsx";

/** The photo, as large as the screen allows: alone, with a live preview of a form, or two versions of it. */
export function Stage({
  image,
  edit,
  chosen,
  filter,
  marks,
  layer,
  local,
  onFlick,
  onBroken,
}: {
  readonly image: ImageView;
  readonly edit: EditView | undefined;
  /** The two versions the person has chosen to compare; before and after when undefined. */
  readonly chosen: Sides | undefined;
  readonly filter: PreviewFilter | undefined;
  readonly marks: readonly Mark[];
  /** Lies over the photo, as large as it is, and takes its taps. */
  readonly layer: ReactNode;
  /** The photo as it lies on this phone, until the backend has made its copies. */
  readonly local: string | undefined;
  /** To the next version, or the one before. */
  readonly onFlick: (by: -1 | 1) => void;
  readonly onBroken: () => void;
}) {
  const original = image.workingUrl ?? local;
  const [isHeld, setHeld] = useState(false);
  const [isPinned, setPinned] = useState(false);
  useSpaceBar(setHeld);
  const ratio = image.width > 0 && image.height > 0 ? image.width / image.height : 3 / 2;
  // An edit may have cropped it.
  const shown = edit?.widthPx && edit.heightPx ? edit.widthPx / edit.heightPx : ratio;
  const sides = chosen ?? beforeAndAfter(image, edit, original);
  const isPreviewing = filter !== undefined || marks.length > 0 || layer !== undefined;

  return (
    <div className="stage" style={{ aspectRatio: String(ratio) }}>
      {sides !== undefined && original !== undefined && !isPreviewing ? (
        <>
          <Compare
            before={sides.before}
            after={sides.after}
            original={{ url: original, small: image.thumbUrl ?? undefined }}
            name={image.fileName}
            isOriginalShown={isHeld || isPinned}
            onOriginal={setHeld}
            onFlick={onFlick}
            onBroken={onBroken}
          />
          <Button
            look="glass"
            className="stage-original"
            aria-pressed={isPinned}
            onClick={() => setPinned(!isPinned)}
          >
            {photoWords.original}
          </Button>
        </>
      ) : (
        <Zoomable onFlick={onFlick}>
          <PhotoFrame
            src={edit?.workingUrl ?? edit?.sourceUrl ?? original}
            small={edit ? undefined : (image.thumbUrl ?? undefined)}
            alt={image.fileName}
            eager
            className="stage-photo"
            style={filter?.filter === undefined ? undefined : { filter: filter.filter }}
            onBroken={onBroken}
          />
          {filter?.wash !== undefined && <span className="stage-wash" style={{ background: filter.wash }} />}
          {marks.length > 0 && <MarksOverlay marks={marks} width={image.width} height={image.height} />}
          {layer !== undefined && (
            <div
              className="stage-layer"
              style={{ aspectRatio: String(shown), width: `min(100cqw, ${100 * shown}cqh)` }}
            >
              {layer}
            </div>
          )}
          {isPreviewing && filter !== undefined && (
            <span className="photo-tag stage-tag">{formWords.livePreview}</span>
          )}
        </Zoomable>
      )}
      {edit && isWaiting(edit.status) && <span className="stage-working" aria-hidden />}
    </div>
  );
}

/** What lies left and right of the line; undefined while there is only one picture. */
function beforeAndAfter(
  image: ImageView,
  edit: EditView | undefined,
  original: string | undefined,
): Sides | undefined {
  const before = edit?.sourceUrl ?? original;
  const after = edit?.workingUrl ?? undefined;
  if (before === undefined || after === undefined) return undefined;
  return {
    before: { url: before, small: smallOf(image, edit), name: photoWords.before },
    after: { url: after, small: edit?.thumbUrl ?? undefined, name: photoWords.after },
  };
}

/** The small copy of what an edit was made on; known of the photo itself. */
const smallOf = (image: ImageView, edit: EditView | undefined): string | undefined =>
  edit?.parentEditId ? undefined : (image.thumbUrl ?? undefined);

/** Space held shows the original, as a finger held does. */
function useSpaceBar(onHeld: (isHeld: boolean) => void): void {
  const held = useRef(onHeld);
  useEffect(() => {
    held.current = onHeld;
  }, [onHeld]);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.key !== " " || isForTyping(event.target)) return;
      event.preventDefault();
      if (!event.repeat) held.current(true);
    };
    const up = ({ key }: KeyboardEvent): void => {
      if (key === " ") held.current(false);
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, []);
}
