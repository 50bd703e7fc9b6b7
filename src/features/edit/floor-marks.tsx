import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { type FloorCorners, orderCorners, type Spot } from "#core/edit/floor-corners.ts";
import { Button } from "#src/design/button.tsx";
import { words } from "#src/words.ts";
import { firstCorners } from "./first-corners.ts";
import "./floor-marks.css";

/** The photo with a handle on each corner of its floor, dragged by finger or moved by the arrow keys. */
export function FloorMarks({
  photoUrl,
  corners,
  onChange,
}: {
  readonly photoUrl: string;
  readonly corners: FloorCorners | undefined;
  readonly onChange: (corners: FloorCorners | undefined) => void;
}) {
  const photo = useRef<HTMLDivElement>(null);
  const isMarking = corners !== undefined;
  useEffect(() => {
    // Somebody was sent here to mark the floor: the first corner is under the finger, and has the keys.
    if (!isMarking || window.location.hash !== floorPlace) return;
    photo.current?.scrollIntoView({ block: "center" });
    photo.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [isMarking]);
  if (corners === undefined)
    return (
      <Button look="quiet" wide onClick={() => onChange(firstCorners)}>
        {words.form.markFloor}
      </Button>
    );
  const move = (n: number, to: Spot): void => onChange(replaced(corners, n, to));
  const drag = (n: number, event: PointerEvent<HTMLButtonElement>): void => {
    const box = photo.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(n, {
      x: within((event.clientX - box.left) / box.width),
      y: within((event.clientY - box.top) / box.height),
    });
  };
  const step = (n: number, { x, y }: Spot, event: KeyboardEvent): void => {
    const [right, down] = arrows[event.key] ?? [0, 0];
    if (right === 0 && down === 0) return;
    event.preventDefault();
    move(n, { x: within(x + right * keyStep), y: within(y + down * keyStep) });
  };
  const ring = orderCorners(corners);
  return (
    <fieldset className="plain-fieldset">
      <legend className="legend">{words.form.floor}</legend>
      <p className="small quiet">{words.form.floorWhy}</p>
      <div className="floor-marks" ref={photo}>
        <img src={photoUrl} alt="" draggable={false} />
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
          {ring && <polygon points={ring.map(({ x, y }) => `${x},${y}`).join(" ")} />}
        </svg>
        {corners.map((corner, n) => (
          <button
            // The four handles are always these four.
            key={words.form.floorCorners[n]}
            type="button"
            className="floor-mark"
            aria-label={words.form.floorCornerAt(
              words.form.floorCorners[n] ?? "",
              Math.round(corner.x * 100),
              Math.round(corner.y * 100),
            )}
            style={{ left: `${corner.x * 100}%`, top: `${corner.y * 100}%` }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => drag(n, event)}
            onKeyDown={(event) => step(n, corner, event)}
          />
        ))}
      </div>
      <p className="small quiet" aria-live="polite">
        {ring ? words.form.floorMarked : words.form.floorNone}
      </p>
      <Button look="quiet" wide onClick={() => onChange(undefined)}>
        {words.form.unmarkFloor}
      </Button>
    </fieldset>
  );
}

function replaced([a, b, c, d]: FloorCorners, n: number, to: Spot): FloorCorners {
  return [n === 0 ? to : a, n === 1 ? to : b, n === 2 ? to : c, n === 3 ? to : d];
}

/** The part of an address that leads to the corners of the floor. */
export const floorPlace = "#floor";
const keyStep = 0.01;
const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const within = (share: number): number => Math.min(1, Math.max(0, share));
