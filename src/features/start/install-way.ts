import { useStore } from "#src/backend/store.ts";
import { installOffer } from "./install.ts";

/** How the app comes onto the home screen of this phone. */
export type InstallWay =
  | { readonly by: "browser"; readonly ask: () => Promise<unknown> }
  /** The person does it, in the browser's share sheet: iOS, where no page can ask. */
  | { readonly by: "hand" }
  /** It is there already, or this browser cannot. */
  | { readonly by: "nothing" };

export function useInstallWay(): InstallWay {
  const offer = useStore(installOffer);
  if (isInstalled()) return { by: "nothing" };
  if (offer !== undefined && canAsk(offer))
    return {
      by: "browser",
      ask: () => {
        // An offer is good for one question.
        installOffer.set(undefined);
        return offer.prompt();
      },
    };
  return { by: "standalone" in navigator ? "hand" : "nothing" };
}

/** `standalone` is Safari's own, and only where there is a home screen. */
const isInstalled = (): boolean =>
  window.matchMedia("(display-mode: standalone)").matches ||
  ("standalone" in navigator && navigator.standalone === true);

const canAsk = (offer: Event): offer is Event & { prompt(): Promise<unknown> } =>
  "prompt" in offer && typeof offer.prompt === "function";
