import { settled } from "#src/boot/settled.ts";
import { inTime } from "#src/backend/in-time.ts";
import { createStore } from "#src/backend/store.ts";

/** Set when a newer version of the app waits: calling it starts that version. */
export const update = createStore<(() => void) | undefined>(undefined);

/** Registers the service worker of a built app, and hears of newer ones, once the first screen is there. */
export async function watchForUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  await settled();
  const { registerWorker } = await inTime(() => import("./register-worker.ts"));
  await registerWorker();
}
