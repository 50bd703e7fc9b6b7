import { useEffect, useState } from "react";
import { type Hold, holdOf } from "./level.ts";

/** iOS asks the person; other systems do not know this function. Not in TypeScript's library. */
interface Asking {
  requestPermission(): Promise<"granted" | "denied">;
}

export type HoldState =
  | { readonly state: "waiting" }
  /** iOS: after a tap, `ask` shows the system's question. */
  | { readonly state: "asks"; readonly ask: () => void }
  | { readonly state: "held"; readonly hold: Hold | undefined };

/** How the phone is held, as often as it changes; `waiting` for ever where there is no sensor. */
export function useHold(): HoldState {
  const [isAllowed, setAllowed] = useState(() => askingOf() === undefined);
  const [state, setState] = useState<HoldState>({ state: "waiting" });
  useEffect(() => {
    if (!isAllowed) return;
    let frame = 0;
    const turned = ({ beta, gamma }: DeviceOrientationEvent): void => {
      // A computer without a sensor fires once with nothing in it.
      if (beta === null || gamma === null) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() =>
        setState({ state: "held", hold: holdOf(beta, gamma, screen.orientation?.angle ?? 0) }),
      );
    };
    window.addEventListener("deviceorientation", turned);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("deviceorientation", turned);
    };
  }, [isAllowed]);
  if (isAllowed) return state;
  return {
    state: "asks",
    ask: () => {
      askingOf()
        ?.requestPermission()
        .then((answer) => setAllowed(answer === "granted"), reportError);
    },
  };
}

function askingOf(): Asking | undefined {
  const known: unknown = globalThis.DeviceOrientationEvent;
  return typeof known === "function" && isAsking(known) ? known : undefined;
}

const isAsking = (value: object): value is Asking =>
  "requestPermission" in value && typeof value.requestPermission === "function";
