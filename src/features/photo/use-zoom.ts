import { type RefObject, useEffect, useRef, useState } from "react";
import { takesLetters } from "#src/design/is-for-typing.ts";

const most = 6;

interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
const whole: View = { scale: 1, x: 0, y: 0 };

/** Two fingers (ctrl and the wheel, + and −) look closer; a double tap looks closer, or at the whole again, as 0 does. */
export function useZoom(frame: RefObject<HTMLElement | null>) {
  const [view, setView] = useState(whole);
  const now = useRef(view);
  const isPinching = useRef(false);
  useEffect(() => {
    now.current = view;
  }, [view]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const fingers = new Map<number, { readonly x: number; readonly y: number }>();
    let last: { readonly x: number; readonly y: number; readonly apart: number } | undefined;

    const middle = () => {
      const [a, b] = [...fingers.values()];
      if (a === undefined || b === undefined) return undefined;
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
    };
    const at = (x: number, y: number) => {
      const box = element.getBoundingClientRect();
      return { x: x - box.left, y: y - box.top };
    };
    const down = ({ pointerId, clientX, clientY }: PointerEvent): void => {
      fingers.set(pointerId, { x: clientX, y: clientY });
      last = middle();
      if (last) isPinching.current = true;
    };
    const move = ({ pointerId, clientX, clientY }: PointerEvent): void => {
      if (!fingers.has(pointerId)) return;
      fingers.set(pointerId, { x: clientX, y: clientY });
      const next = middle();
      if (!next || !last) return;
      const { apart, x, y } = last;
      const grown = apart > 0 ? next.apart / apart : 1;
      const moved = { x: next.x - x, y: next.y - y };
      setView((old) => within(element, zoomed(old, at(next.x, next.y), grown, moved)));
      last = next;
    };
    const up = ({ pointerId }: PointerEvent): void => {
      fingers.delete(pointerId);
      last = middle();
      if (fingers.size === 0) isPinching.current = false;
    };
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const grown = Math.exp(-event.deltaY / 200);
      setView((old) => within(element, zoomed(old, at(event.clientX, event.clientY), grown, { x: 0, y: 0 })));
    };
    const twice = ({ target, clientX, clientY }: MouseEvent): void => {
      // Two taps on something that is tapped are two taps on it.
      if (target instanceof Element && target.closest("button") !== null) return;
      setView((old) =>
        old.scale > 1 ? whole : within(element, zoomed(old, at(clientX, clientY), 2.5, { x: 0, y: 0 })),
      );
    };
    const press = (event: KeyboardEvent): void => {
      const isOurs = event.target instanceof Node && element.contains(event.target);
      if (event.ctrlKey || event.metaKey || (takesLetters(event.target) && !isOurs)) return;
      const grown = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, "0": 0 }[event.key];
      if (grown === undefined) return;
      const middleOf = { x: element.clientWidth / 2, y: element.clientHeight / 2 };
      setView((old) => (grown === 0 ? whole : within(element, zoomed(old, middleOf, grown, { x: 0, y: 0 }))));
    };
    window.addEventListener("keydown", press);
    element.addEventListener("pointerdown", down);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("dblclick", twice);
    return () => {
      window.removeEventListener("keydown", press);
      element.removeEventListener("pointerdown", down);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("dblclick", twice);
    };
  }, [frame]);

  return {
    scale: view.scale,
    transform: view === whole ? undefined : `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
    isPinching: () => isPinching.current,
    panBy: (x: number, y: number) => {
      const element = frame.current;
      if (element) setView((old) => within(element, { ...old, x: old.x + x, y: old.y + y }));
    },
  };
}

function zoomed(
  { scale, x, y }: View,
  at: { readonly x: number; readonly y: number },
  grown: number,
  moved: { readonly x: number; readonly y: number },
): View {
  const next = Math.min(most, Math.max(1, scale * grown));
  const by = next / scale;
  return { scale: next, x: at.x - (at.x - x) * by + moved.x, y: at.y - (at.y - y) * by + moved.y };
}

/** The photo never leaves its frame. */
function within({ clientWidth, clientHeight }: HTMLElement, { scale, x, y }: View): View {
  if (scale <= 1.01) return whole;
  const clamp = (value: number, size: number): number => Math.min(0, Math.max(size * (1 - scale), value));
  return { scale, x: clamp(x, clientWidth), y: clamp(y, clientHeight) };
}
