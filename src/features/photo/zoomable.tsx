import { type PointerEvent, type ReactNode, useRef } from "react";
import { flickOf } from "./flick.ts";
import { useZoom } from "./use-zoom.ts";

/** A picture to look at closely: two fingers zoom and move it, a flick goes to its neighbour. */
export function Zoomable({
  onFlick,
  children,
}: {
  readonly onFlick: (by: -1 | 1) => void;
  readonly children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const zoom = useZoom(frame);
  const press = useRef<{ readonly x: number; readonly y: number; readonly startMs: number }>(undefined);
  const up = ({ clientX, clientY, isPrimary, timeStamp }: PointerEvent): void => {
    const start = press.current;
    press.current = undefined;
    if (!start || !isPrimary || zoom.scale > 1 || zoom.isPinching()) return;
    const by = flickOf({
      movedX: clientX - start.x,
      movedY: clientY - start.y,
      ms: timeStamp - start.startMs,
    });
    if (by !== 0) onFlick(by);
  };
  return (
    <div
      ref={frame}
      className={`zoomable${zoom.scale > 1 ? " compare-zoomed" : ""}`}
      onPointerDown={({ clientX, clientY, isPrimary, timeStamp }) => {
        if (isPrimary) press.current = { x: clientX, y: clientY, startMs: timeStamp };
      }}
      onPointerMove={({ isPrimary, movementX, movementY }) => {
        if (press.current && isPrimary && zoom.scale > 1 && !zoom.isPinching())
          zoom.panBy(movementX, movementY);
      }}
      onPointerUp={up}
      onPointerCancel={() => (press.current = undefined)}
    >
      <div className="compare-stage" style={{ transform: zoom.transform }}>
        {children}
      </div>
    </div>
  );
}
