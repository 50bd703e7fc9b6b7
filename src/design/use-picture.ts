import { useState } from "react";
import { useSharpest } from "./use-sharpest.ts";
import { useSteady } from "./use-steady.ts";

export interface Picture {
  /** The address to show now. */
  readonly src: string | undefined;
  readonly isBroken: boolean;
  /** Takes note that what is shown would not load. */
  readonly fail: () => void;
}

/** What an <img> shows of a picture at an address, and of a smaller copy of it where there is one. */
export function usePicture(url: string | undefined, small: string | undefined): Picture {
  const [broken, setBroken] = useState<string>();
  const src = useSharpest(useSteady(small, broken), useSteady(url, broken));
  return { src, isBroken: src !== undefined && broken === src, fail: () => setBroken(src) };
}
