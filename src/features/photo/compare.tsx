import { type PointerEvent, useRef, useState } from "react";
import { noteFirstPicture } from "#src/boot/settled.ts";
import { usePicture } from "#src/design/use-picture.ts";
import { photoWords } from "#src/photo-words.ts";
import { flickOf } from "./flick.ts";
import { useZoom } from "./use-zoom.ts";

const holdMs = 220;
const slopPx = 8;
/** A press that begins this close to the line is meant for it, however quick it is. */
const nearLinePx = 40;

/** What is compared: left and right of the line. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
}
interface Side {
  readonly url: string;
  /** A smaller copy of it, where there is one. */
  readonly small?: string | undefined;
  /** Shown on the picture. */
  readonly name: string;
}

/**
 * Two versions under one finger: drag to move the line between them, flick for the next version, hold to see the
 * original, pinch to look closer (both sides move as one). The line is a range input, so that a keyboard and a screen
 * reader have it too.
 */
export function Compare({
  before,
  after,
  original,
  name,
  isOriginalShown,
  onOriginal,
  onFlick,
  onBroken,
}: {
  readonly before: Side;
  readonly after: Side;
  /** The first photo of the chain, shown while a finger holds. */
  readonly original: Omit<Side, "name">;
  readonly name: string;
  readonly isOriginalShown: boolean;
  readonly onOriginal: (isShown: boolean) => void;
  readonly onFlick: (by: -1 | 1) => void;
  readonly onBroken: () => void;
}) {
  const [share, setShare] = useState(50);
  const frame = useRef<HTMLDivElement>(null);
  const zoom = useZoom(frame);
  const press = useRef<{
    readonly x: number;
    readonly y: number;
    readonly share: number;
    readonly startMs: number;
    readonly isOnLine: boolean;
    isDrag: boolean;
    timer: number;
  }>(undefined);

  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const timer = window.setTimeout(() => {
      if (press.current && !press.current.isDrag) onOriginal(true);
    }, holdMs);
    const box = event.currentTarget.getBoundingClientRect();
    const linePx = box.left + (box.width * share) / 100;
    press.current = {
      x: event.clientX,
      y: event.clientY,
      share,
      startMs: event.timeStamp,
      isOnLine: Math.abs(event.clientX - linePx) < nearLinePx,
      isDrag: false,
      timer,
    };
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const start = press.current;
    const width = frame.current?.clientWidth ?? 0;
    if (!start || width === 0 || !event.isPrimary || zoom.isPinching()) return;
    const moved = event.clientX - start.x;
    if (!start.isDrag && (Math.abs(moved) < slopPx || isOriginalShown)) return;
    if (!start.isDrag) {
      start.isDrag = true;
      clearTimeout(start.timer);
      frame.current?.setPointerCapture(event.pointerId);
    }
    if (zoom.scale > 1) zoom.panBy(event.movementX, event.movementY);
    else setShare(Math.min(100, Math.max(0, start.share + (moved / width) * 100)));
  };
  const end = (event: PointerEvent<HTMLDivElement>): void => {
    const start = press.current;
    if (!start || !event.isPrimary) return;
    clearTimeout(start.timer);
    press.current = undefined;
    onOriginal(false);
    if (event.type !== "pointerup" || start.isOnLine || zoom.scale > 1 || zoom.isPinching()) return;
    const movedX = event.clientX - start.x;
    const by = flickOf({ movedX, movedY: event.clientY - start.y, ms: event.timeStamp - start.startMs });
    if (by === 0) return;
    // The line went along for a moment, and stands where it stood.
    setShare(start.share);
    onFlick(by);
  };

  return (
    <div
      ref={frame}
      className={`compare${zoom.scale > 1 ? " compare-zoomed" : ""}`}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
    >
      <div className="compare-stage" style={{ transform: zoom.transform }}>
        <OneSide side={after} alt={photoWords.afterAlt(name)} onBroken={onBroken} />
        <div
          className="compare-before"
          style={{ clipPath: `inset(0 ${isOriginalShown ? 0 : 100 - share}% 0 0)` }}
        >
          <OneSide
            side={isOriginalShown ? original : before}
            alt={photoWords.beforeAlt(name)}
            onBroken={onBroken}
          />
        </div>
        {!isOriginalShown && (
          <span className="compare-line" style={{ left: `${share}%` }} aria-hidden>
            <span />
          </span>
        )}
      </div>
      <span
        className="photo-tag compare-tag compare-tag-before"
        hidden={!isOriginalShown && share < 22}
        aria-hidden
      >
        {isOriginalShown ? photoWords.original : before.name}
      </span>
      <span
        className="photo-tag compare-tag compare-tag-after"
        hidden={isOriginalShown || share > 78}
        aria-hidden
      >
        {after.name}
      </span>
      <input
        className="compare-range"
        type="range"
        min={0}
        max={100}
        step={1}
        value={Math.round(share)}
        aria-label={photoWords.compare}
        aria-valuetext={photoWords.compareAt(Math.round(share))}
        onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

function OneSide({
  side,
  alt,
  onBroken,
}: {
  readonly side: Omit<Side, "name">;
  readonly alt: string;
  readonly onBroken: () => void;
}) {
  const { src, fail } = usePicture(side.url, side.small);
  return (
    <img
      src={src}
      data-first={side.small ?? side.url}
      alt={alt}
      fetchPriority="high"
      draggable={false}
      onLoad={noteFirstPicture}
      onError={() => {
        fail();
        onBroken();
      }}
    />
  );
}
