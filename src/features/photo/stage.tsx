import { useEffect, useRef, useState } from "react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { isForTyping } from "#src/design/is-for-typing.ts";
import { type PreviewFilter } from "#src/features/edit/preview-filter.ts";
import { MarksOverlay } from "#src/features/mask/marks-overlay.tsx";
import { type Mark } from "#src/features/mask/marks.ts";
import { words } from "#src/words.ts";
import { Compare } from "./compare.tsx";

/** The photo, as large as the screen allows: alone, with a live preview of a form, or before and after. */
export function Stage({
  image,
  edit,
  filter,
  marks,
  local,
  onBroken,
}: {
  readonly image: ImageView;
  readonly edit: EditView | undefined;
  readonly filter: PreviewFilter | undefined;
  readonly marks: readonly Mark[];
  /** The photo as it lies on this phone, until the backend has made its copies. */
  readonly local: string | undefined;
  readonly onBroken: () => void;
}) {
  const original = image.workingUrl ?? local;
  const [isOriginalShown, setOriginalShown] = useState(false);
  useSpaceBar(setOriginalShown);
  const ratio = image.width > 0 && image.height > 0 ? image.width / image.height : 3 / 2;
  const before = edit?.sourceUrl ?? original;
  const after = edit?.workingUrl ?? undefined;
  const isPreviewing = filter !== undefined || marks.length > 0;

  return (
    <div className="stage" style={{ aspectRatio: String(ratio) }}>
      {after !== undefined && before !== undefined && original !== undefined && !isPreviewing ? (
        <Compare
          before={before}
          after={after}
          original={original}
          name={image.fileName}
          isOriginalShown={isOriginalShown}
          onOriginal={setOriginalShown}
          onBroken={onBroken}
        />
      ) : (
        <>
          <PhotoFrame
            src={after ?? before}
            alt={image.fileName}
            eager
            className="stage-photo"
            style={filter?.filter === undefined ? undefined : { filter: filter.filter }}
            onBroken={onBroken}
          />
          {filter?.wash !== undefined && <span className="stage-wash" style={{ background: filter.wash }} />}
          {marks.length > 0 && <MarksOverlay marks={marks} width={image.width} height={image.height} />}
          {isPreviewing && filter !== undefined && (
            <span className="stage-tag">{words.form.livePreview}</span>
          )}
        </>
      )}
      {edit && isWaiting(edit.status) && <span className="stage-working" aria-hidden />}
    </div>
  );
}

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
