import { Workbox } from "workbox-window";
import { update } from "./update.ts";

const everyMs = 60 * 60 * 1000;

/** Registers the service worker and looks for newer ones: hourly, and whenever the app is looked at. */
export async function registerWorker(): Promise<void> {
  const worker = new Workbox("/service-worker.js");
  let isAsked = false;
  worker.addEventListener("waiting", () =>
    update.set(() => {
      isAsked = true;
      worker.messageSkipWaiting();
    }),
  );
  // Also fires when another tab starts the new version; this one then goes on with its own until it is reloaded.
  worker.addEventListener("controlling", ({ isUpdate }) => {
    if (isUpdate && isAsked) window.location.reload();
  });
  await worker.register();
  // Offline there is nothing newer to find.
  const look = (): void => void worker.update().catch(() => undefined);
  setInterval(look, everyMs);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
}
