import { createStore } from "#src/backend/store.ts";

/** What a browser hands over that could install the app: it asks the person when it is told to. */
export const installOffer = createStore<Event | undefined>(undefined);

/** A photo was kept on this phone since the app was opened: from then on it is plain what a home screen is for. */
export const hasKept = createStore(false);

/** From now on it is ours to say when the browser asks. */
export function watchForOffer(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installOffer.set(event);
  });
  window.addEventListener("appinstalled", () => installOffer.set(undefined));
}
