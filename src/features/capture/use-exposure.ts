import { type RefObject, useEffect, useState } from "react";
import { type Exposure, judgeExposure } from "./exposure.ts";

const everyMs = 500;
const widthPx = 64;
const heightPx = 48;
/** So many frames in a row must agree: a hint that flickers helps nobody. */
const steady = 2;

/** What the light does, judged on small frames twice a second. */
export function useExposure(video: RefObject<HTMLVideoElement | null>, isOn: boolean): Exposure {
  const [exposure, setExposure] = useState<Exposure>("fine");
  useEffect(() => {
    if (!isOn) return;
    const canvas = document.createElement("canvas");
    canvas.width = widthPx;
    canvas.height = heightPx;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return;
    let last: { readonly exposure: Exposure; readonly times: number } = { exposure: "fine", times: 0 };
    const timer = setInterval(() => {
      const shown = video.current;
      if (shown === null || shown.videoWidth === 0) return;
      context.drawImage(shown, 0, 0, widthPx, heightPx);
      const now = judgeExposure(context.getImageData(0, 0, widthPx, heightPx).data);
      last = { exposure: now, times: now === last.exposure ? last.times + 1 : 1 };
      if (last.times >= steady) setExposure(now);
    }, everyMs);
    return () => clearInterval(timer);
  }, [video, isOn]);
  return exposure;
}
