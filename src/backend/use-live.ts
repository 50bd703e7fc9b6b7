import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { settled } from "#src/boot/settled.ts";
import { useBackend } from "./backend.ts";
import { inTime } from "./in-time.ts";

/** Keeps this phone's lists true while the app is open. The listening itself is loaded after the first paint. */
export function useLive(): void {
  const backend = useBackend();
  const client = useQueryClient();
  useEffect(() => {
    let isGone = false;
    let stop: (() => void) | undefined;
    const begin = async (): Promise<void> => {
      await settled();
      const { keepLive } = await inTime(() => import("./keep-live.ts"));
      if (!isGone) stop = keepLive(backend, client);
    };
    begin().catch(reportError);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [backend, client]);
}
