import { useEffect, useRef, useState } from "react";
import { type Camera, CameraRefused, type NoCamera, openCamera } from "./camera.ts";

export type CameraState =
  | { readonly state: "opening" }
  | { readonly state: "on"; readonly camera: Camera }
  | { readonly state: "refused"; readonly why: NoCamera };

/** The camera while this screen is looked at: off when the app is put away, on again when it comes back. */
export function useCamera(): CameraState & { readonly retry: () => void } {
  const [state, setState] = useState<CameraState>({ state: "opening" });
  const reopen = useRef<() => void>(undefined);
  useEffect(() => {
    let isGone = false;
    let opened: Camera | undefined;
    const close = (): void => {
      opened?.close();
      opened = undefined;
    };
    const open = async (): Promise<void> => {
      setState({ state: "opening" });
      try {
        const camera = await openCamera();
        if (isGone || document.visibilityState === "hidden") return camera.close();
        opened = camera;
        // Another app, or the system, has taken it away.
        camera.stream.getVideoTracks()[0]?.addEventListener("ended", () => {
          if (opened === camera) setState({ state: "refused", why: "busy" });
        });
        setState({ state: "on", camera });
      } catch (error) {
        if (!(error instanceof CameraRefused)) throw error;
        if (!isGone) setState({ state: "refused", why: error.why });
      }
    };
    const looked = (): void => {
      close();
      if (document.visibilityState === "visible") open().catch(reportError);
    };
    looked();
    reopen.current = looked;
    document.addEventListener("visibilitychange", looked);
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", looked);
      close();
    };
  }, []);
  return { ...state, retry: () => reopen.current?.() };
}
