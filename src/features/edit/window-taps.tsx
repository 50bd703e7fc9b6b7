import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { maxWindowTaps, type WindowTap } from "#core/edit/params.ts";
import { tapWindow } from "./tap-window.ts";
import { words } from "#src/words.ts";
import "./window-taps.css";

/** The photo, to be tapped where a window should be lit or stay dark. By keys: arrows move the cross, Enter taps. */
export function WindowTaps({
  photoUrl,
  taps,
  onChange,
}: {
  readonly photoUrl: string;
  readonly taps: readonly WindowTap[];
  readonly onChange: (taps: WindowTap[]) => void;
}) {
  const [cross, setCross] = useState({ x: 0.5, y: 0.5 });
  const tap = (x: number, y: number): void => onChange(tapWindow(taps, x, y).slice(0, maxWindowTaps));
  const byPointer = (event: MouseEvent<HTMLButtonElement>): void => {
    // Enter and Space come as a click without a place.
    if (event.detail === 0) return tap(cross.x, cross.y);
    const box = event.currentTarget.getBoundingClientRect();
    tap((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const byKey = (event: KeyboardEvent): void => {
    const [right, down] = arrows[event.key] ?? [0, 0];
    if (right === 0 && down === 0) return;
    event.preventDefault();
    setCross(({ x, y }) => ({ x: within(x + right * keyStep), y: within(y + down * keyStep) }));
  };
  return (
    <fieldset className="plain-fieldset">
      <legend className="legend">{words.form.windows}</legend>
      <p className="small quiet">{words.form.windowsWhy}</p>
      <button
        type="button"
        className="window-taps"
        aria-label={words.form.windowsPhoto}
        onClick={byPointer}
        onKeyDown={byKey}
      >
        <img src={photoUrl} alt="" draggable={false} />
        {taps.map(({ x, y, lit }) => (
          <span key={`${x} ${y}`} className="window-tap" data-lit={lit} style={placed(x, y)} aria-hidden />
        ))}
        <span className="window-cross" style={placed(cross.x, cross.y)} aria-hidden />
      </button>
      <p className="small quiet" aria-live="polite">
        {words.form.windowsTapped(
          taps.filter(({ lit }) => lit).length,
          taps.filter(({ lit }) => !lit).length,
        )}
      </p>
    </fieldset>
  );
}

const keyStep = 0.02;
const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const within = (share: number): number => Math.min(1, Math.max(0, share));
const placed = (x: number, y: number) => ({ left: `${x * 100}%`, top: `${y * 100}%` });
