import { type MouseEvent, type PointerEvent, useRef } from "react";

const holdMs = 450;
const stillPx = 10;

/**
 * Hears a finger (or a mouse) that rests on a tile. What rests is no tap: the click that ends it opens nothing.
 * A finger that moves scrolls, and selects nothing.
 */
export function usePress(onHold: (id: string) => void) {
  const held = useRef<{ timer: number; x: number; y: number } | undefined>(undefined);
  const swallows = useRef(false);
  const letGo = (): void => {
    if (held.current) window.clearTimeout(held.current.timer);
    held.current = undefined;
  };
  return {
    onPointerDown: ({ target, button, clientX, clientY }: PointerEvent): void => {
      letGo();
      swallows.current = false;
      const tile = target instanceof Element ? target.closest<HTMLElement>("[data-image]") : null;
      const id = tile?.dataset["image"];
      if (id === undefined || button !== 0) return;
      const timer = window.setTimeout(() => {
        held.current = undefined;
        swallows.current = true;
        // The oldest feedback a phone has; where it has none, the mark on the tile is enough.
        navigator.vibrate?.(10);
        onHold(id);
      }, holdMs);
      held.current = { timer, x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent): void => {
      const from = held.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > stillPx) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onPointerLeave: letGo,
    onClickCapture: (event: MouseEvent): void => {
      if (!swallows.current) return;
      swallows.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
    /** The menu a phone shows on a held link is about the link, and covers what was chosen. */
    onContextMenu: (event: MouseEvent): void => {
      if (held.current || swallows.current) event.preventDefault();
    },
  };
}
