import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { type Spot } from "#core/edit/floor-corners.ts";
import { arrowStep, placed, within } from "./place.ts";
import "./photo-layer.css";

/** A place that was tapped, and how its dot looks. */
export interface TappedPlace extends Spot {
  readonly look: "chosen" | "lit" | "dark";
}

/** Lies over the photo, to be tapped anywhere on it. By keys: arrows move a cross, Enter taps there. */
export function TapPlaces({
  label,
  hint,
  places,
  onTap,
}: {
  readonly label: string;
  /** Said on the photo until something is tapped. */
  readonly hint: string;
  readonly places: readonly TappedPlace[];
  /** 0–1 of the photo's width and height. */
  readonly onTap: (x: number, y: number) => void;
}) {
  const [cross, setCross] = useState<Spot>({ x: 0.5, y: 0.5 });
  const pressed = useRef<Spot>(undefined);
  const byPointer = (event: MouseEvent<HTMLButtonElement>): void => {
    // Enter and Space come as a click without a place.
    if (event.detail === 0) return onTap(cross.x, cross.y);
    const { clientX, clientY } = event;
    const start = pressed.current ?? { x: clientX, y: clientY };
    // The photo was moved under the finger, not tapped.
    if (Math.hypot(clientX - start.x, clientY - start.y) > slopPx) return;
    const box = event.currentTarget.getBoundingClientRect();
    onTap((clientX - box.left) / box.width, (clientY - box.top) / box.height);
  };
  const byKey = (event: KeyboardEvent): void => {
    const step = arrowStep(event.key);
    if (step === undefined) return;
    event.preventDefault();
    setCross(({ x, y }) => ({ x: within(x + step.x * keyStep), y: within(y + step.y * keyStep) }));
  };
  return (
    <button
      type="button"
      className="tap-places"
      aria-label={label}
      onPointerDown={({ clientX, clientY }) => (pressed.current = { x: clientX, y: clientY })}
      onClick={byPointer}
      onKeyDown={byKey}
    >
      {places.map(({ x, y, look }) => (
        <span key={`${x} ${y}`} className="tapped-place" data-look={look} style={placed(x, y)} />
      ))}
      {places.length === 0 && <span className="photo-tag tap-hint">{hint}</span>}
      <span className="tap-cross" style={placed(cross.x, cross.y)} />
    </button>
  );
}

const keyStep = 0.02;
const slopPx = 10;
