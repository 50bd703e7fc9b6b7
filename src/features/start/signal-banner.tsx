import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { isReached } from "#src/backend/signal.ts";
import { useStore } from "#src/backend/store.ts";
import { firstWords as words } from "#src/first-words.ts";

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** The phone believes to be online, and the backend has answered. */
export function useIsOnline(): boolean {
  const isConnected = useSyncExternalStore(subscribe, () => navigator.onLine);
  return useStore(isReached) && isConnected;
}

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
