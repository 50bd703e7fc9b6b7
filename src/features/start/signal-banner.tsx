import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { firstWords as words } from "#src/first-words.ts";

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

export const useIsOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** No network: what still works. */
export function SignalBanner() {
  const isOnline = useIsOnline();
  return (
    <output>
      {!isOnline && (
        <p className="banner">
          <CloudOff size={18} aria-hidden />
          {words.start.offline}
        </p>
      )}
    </output>
  );
}
