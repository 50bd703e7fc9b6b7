import { type Place } from "./placing.ts";

/** What fingers do on an area; places in CSS pixels from its corner. */
export interface Gestures {
  /** The first finger, a pencil or the mouse's main button came down; `pointer` is the browser's id of it. */
  readonly onBegin: (at: Place, pointer: number) => void;
  /** It moved through these places, in order. */
  readonly onMove: (through: readonly Place[]) => void;
  readonly onEnd: () => void;
  /** A second finger came, or the system took the first away: what it began is to be as if it had never been. */
  readonly onTakenBack: () => void;
  /** Two fingers, or a wheel, move what lies between them and scale it by a factor. */
  readonly onPinch: (middle: Place, by: Place, factor: number) => void;
}

/** "spent": a pinch is over, or was taken away, and fingers are still down; nothing begins before they are all gone. */
type State = "idle" | "drawing" | "pinching" | "spent";

/**
 * Watches the fingers on an area. A second finger takes back what the first one began, and from then on the two pinch.
 * While a pencil draws, the hand that holds it is no finger.
 * @returns what ends the watching
 */
export function watchFingers(area: HTMLElement, gestures: Gestures): () => void {
  const fingers = new Map<number, Place>();
  const watched = new AbortController();
  let state: State = "idle";
  let pencil: number | undefined;

  // The area stays where it is while a finger is on it; to ask at each move would lay out the page at each move.
  let corner = { x: 0, y: 0 };
  const placeOf = ({ clientX, clientY }: MouseEvent): Place => ({
    x: clientX - corner.x,
    y: clientY - corner.y,
  });
  const takeBack = (next: State): void => {
    if (state === "drawing") gestures.onTakenBack();
    state = next;
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || pencil !== undefined) return;
    if (fingers.size === 0) corner = area.getBoundingClientRect();
    if (event.pointerType === "pen") {
      // The hand came down before its pencil.
      fingers.clear();
      takeBack("idle");
      pencil = event.pointerId;
    }
    fingers.set(event.pointerId, placeOf(event));
    // Another finger is down already, beside the area or before anybody watched: two are a pinch and no stroke.
    if (state === "idle" && event.pointerType === "touch" && !event.isPrimary) state = "spent";
    if (state === "idle") {
      state = "drawing";
      gestures.onBegin(placeOf(event), event.pointerId);
    } else if (fingers.size === 2) takeBack("pinching");
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const pair = pairOf(fingers);
    fingers.set(event.pointerId, placeOf(event));
    if (state === "drawing") {
      const all = event.getCoalescedEvents();
      gestures.onMove((all.length > 0 ? all : [event]).map(placeOf));
    }
    const next = pairOf(fingers);
    if (state !== "pinching" || !pair || !next) return;
    const by = { x: next.middle.x - pair.middle.x, y: next.middle.y - pair.middle.y };
    gestures.onPinch(next.middle, by, next.apart / Math.max(1, pair.apart));
  };
  const up = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.pointerId === pencil) pencil = undefined;
    if (event.type === "pointercancel") takeBack("spent");
    else if (state === "drawing") gestures.onEnd();
    state = fingers.size === 0 ? "idle" : "spent";
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (state !== "idle") return;
    corner = area.getBoundingClientRect();
    gestures.onPinch(placeOf(event), { x: 0, y: 0 }, Math.exp(-event.deltaY / 300));
  };

  const { signal } = watched;
  // Before anything inside the area hears of it: it is told which finger counts.
  area.addEventListener("pointerdown", down, { capture: true, signal });
  // A finger may leave the area before it leaves the screen.
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", up, { signal });
  area.addEventListener("wheel", wheel, { passive: false, signal });
  return () => watched.abort();
}

function pairOf(
  fingers: ReadonlyMap<number, Place>,
): { readonly middle: Place; readonly apart: number } | undefined {
  const [a, b] = fingers.values();
  if (a === undefined || b === undefined) return undefined;
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    apart: Math.hypot(a.x - b.x, a.y - b.y),
  };
}
