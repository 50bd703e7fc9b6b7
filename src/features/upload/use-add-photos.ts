import { useCallback } from "react";
import { toast } from "#src/design/toast.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { useQueue } from "./phone-queue.ts";

/** Keeps photos on this phone, then sends them. */
export function useAddPhotos(): (files: readonly File[]) => void {
  const queue = useQueue();
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      queue
        .add(files)
        .then(
          () => {
            // Asked after the first photo, when it is plain what for. Whether it was granted shows in the settings.
            void navigator.storage?.persist?.();
            void askForSync().catch(reportError);
            return queue.drain(false);
          },
          (error: unknown) => {
            toast({ text: words.queue.noRoom, forMs: 15_000 });
            reportError(error);
          },
        )
        .catch(reportError);
    },
    [queue],
  );
}

/** Where the browser can, it wakes the app's worker when the network is back, even with the app closed. */
async function askForSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration === undefined || !("sync" in registration)) return;
  const { sync } = registration;
  if (typeof sync === "object" && sync !== null && "register" in sync && typeof sync.register === "function")
    await sync.register("uploads");
}
