import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { type FloorCorners, orderCorners, type Spot } from "#core/edit/floor-corners.ts";
import { formWords } from "#src/form-words.ts";
import { floorPlace } from "./floor-place.ts";
import { arrowStep, placed, within } from "./place.ts";
import "./photo-layer.css";

/** A handle on each corner of the photo's floor, dragged by finger or moved by the arrow keys. Lies over the photo. */
export function FloorHandles({
  corners,
  onChange,
}: {
  readonly corners: FloorCorners;
  readonly onChange: (corners: FloorCorners) => void;
}) {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Somebody was sent here to mark the floor: the first corner has the keys.
    if (window.location.hash === floorPlace)
      layer.current?.querySelector("button")?.focus({ preventScroll: true });
  }, []);
  const move = (n: number, to: Spot): void => onChange(replaced(corners, n, to));
  const drag = (n: number, event: PointerEvent<HTMLButtonElement>): void => {
    const box = layer.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(n, {
      x: within((event.clientX - box.left) / box.width),
      y: within((event.clientY - box.top) / box.height),
    });
  };
  const step = (n: number, { x, y }: Spot, event: KeyboardEvent): void => {
    const by = arrowStep(event.key);
    if (by === undefined) return;
    event.preventDefault();
    move(n, { x: within(x + by.x * keyStep), y: within(y + by.y * keyStep) });
  };
  const ring = orderCorners(corners);
  return (
    <div className="floor-handles" ref={layer}>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
        {ring && <polygon points={ring.map(({ x, y }) => `${x},${y}`).join(" ")} />}
      </svg>
      {corners.map((corner, n) => (
        <button
          // The four handles are always these four.
          key={formWords.floorCorners[n]}
          type="button"
          className="floor-handle"
          aria-label={formWords.floorCornerAt(
            formWords.floorCorners[n] ?? "",
            Math.round(corner.x * 100),
            Math.round(corner.y * 100),
          )}
          style={placed(corner.x, corner.y)}
          onPointerDown={(event) => {
            // The photo stays where it is while a corner is dragged.
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => drag(n, event)}
          onKeyDown={(event) => step(n, corner, event)}
        />
      ))}
    </div>
  );
}

function replaced([a, b, c, d]: FloorCorners, n: number, to: Spot): FloorCorners {
  return [n === 0 ? to : a, n === 1 ? to : b, n === 2 ? to : c, n === 3 ? to : d];
}

const keyStep = 0.01;
