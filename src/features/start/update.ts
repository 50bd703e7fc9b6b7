import { createStore } from "#src/backend/store.ts";

/** Set when a newer version of the app waits: calling it starts that version. */
export const update = createStore<(() => void) | undefined>(undefined);

const everyMs = 60 * 60 * 1000;

/** Registers the service worker of a built app and looks for newer ones: hourly, and whenever the app is looked at. */
export function watchForUpdates(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => void register().catch(reportError), { once: true });
  if (document.readyState === "complete") window.dispatchEvent(new Event("load"));
}

async function register(): Promise<void> {
  const { Workbox } = await import("workbox-window");
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
