import { useEffect, useEffectEvent, useRef, useState } from "react";
import { inTime } from "#src/backend/in-time.ts";
import { MissingPart } from "#src/boot/load-part.ts";
import { maskWords } from "#src/mask-words.ts";
import { type MaskEditor } from "./mask-editor.ts";
import { type Rectangle } from "./rectangle.ts";
// `import { type … }` would leave an import of nothing behind, and Fabric would come with this screen.
import type { openRectangleCanvas, RectangleCanvas } from "./rectangle-canvas.ts";

/** Over the photo: a rectangle that is drawn, moved and pulled. What draws it is fetched when it is first needed. */
export function RectangleByFinger({
  editor,
  photo: { width, height },
  rectangle,
  onChange,
}: {
  readonly editor: MaskEditor | undefined;
  readonly photo: { readonly width: number; readonly height: number };
  readonly rectangle: Rectangle | undefined;
  readonly onChange: (rectangle: Rectangle) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<RectangleCanvas>();
  const [isMissing, setIsMissing] = useState(false);
  const changed = useEffectEvent(onChange);

  useEffect(() => {
    if (editor === undefined) return;
    let isOver = false;
    let opened: RectangleCanvas | undefined;
    let unwatch: (() => void) | undefined;
    const open = async (): Promise<void> => {
      const openCanvas = await fetchOpener(() => !isOver && setIsMissing(true));
      const element = host.current;
      if (isOver || element === null) return;
      setIsMissing(false);
      unwatch = editor.whenPlaced((placing) => {
        if (opened) return opened.place(placing);
        opened = openCanvas(element, { width, height }, placing, (next) => changed(next));
        setCanvas(opened);
      });
    };
    open().catch(reportError);
    return () => {
      isOver = true;
      unwatch?.();
      opened?.close();
      setCanvas(undefined);
    };
  }, [editor, width, height]);

  useEffect(() => canvas?.show(rectangle), [canvas, rectangle]);

  return (
    <>
      <div ref={host} className="mask-rectangle" aria-hidden />
      {isMissing ? (
        <output className="mask-hint">{maskWords.rectangleMissing}</output>
      ) : canvas === undefined ? (
        <output className="mask-hint">{maskWords.rectangleComing}</output>
      ) : (
        rectangle === undefined && <p className="mask-hint">{maskWords.rectangleHint}</p>
      )}
      <output className="only-spoken">{rectangle && saidOf(rectangle, { width, height })}</output>
    </>
  );
}

/** Waits for a signal where there is none, and says so. */
async function fetchOpener(onMissing: () => void): Promise<typeof openRectangleCanvas> {
  const load = async () => (await import("./rectangle-canvas.ts")).openRectangleCanvas;
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    onMissing();
    return inTime(load);
  }
}

function saidOf(
  { x, y, width, height }: Rectangle,
  photo: { readonly width: number; readonly height: number },
): string {
  const [across, down] = [100 / photo.width, 100 / photo.height];
  return maskWords.rectangleAt({
    left: Math.round(x * across),
    top: Math.round(y * down),
    right: Math.round((x + width) * across),
    bottom: Math.round((y + height) * down),
  });
}
