import { useCallback } from "react";
import { toast } from "#src/design/toast.tsx";
import { hasKept } from "#src/features/start/install.ts";
import { firstWords as words } from "#src/first-words.ts";
import { type TakenFor } from "./job.ts";
import { useQueue } from "./phone-queue.ts";

/**
 * Keeps photos on this phone, then sends them.
 * @returns the ids of their jobs once they are kept; none when the phone has no room, which is said
 */
export function useAddPhotos(): (files: readonly File[], takenFor?: TakenFor) => Promise<readonly string[]> {
  const queue = useQueue();
  return useCallback(
    async (files, takenFor) => {
      if (files.length === 0) return [];
      let ids: readonly string[];
      try {
        ids = await queue.add(files, takenFor);
      } catch (error) {
        toast({ text: words.queue.noRoom, forMs: 15_000 });
        reportError(error);
        return [];
      }
      hasKept.set(true);
      // Asked after the first photo, when it is plain what for. Whether it was granted shows in the settings.
      void navigator.storage?.persist?.();
      askForSync().catch(reportError);
      queue.drain(false).catch(reportError);
      return ids;
    },
    [queue],
  );
}

/** Where the browser can, it wakes the app's worker when the network is back, even with the app closed. */
async function askForSync(): Promise<void> {
  // Of a worker that is still being installed, on the very first visit, it could not be asked.
  const registration = await navigator.serviceWorker?.ready;
  if (registration === undefined || !("sync" in registration)) return;
  const { sync } = registration;
  if (typeof sync === "object" && sync !== null && "register" in sync && typeof sync.register === "function")
    await sync.register("uploads");
}
