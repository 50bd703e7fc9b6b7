import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { cellOnDisplay, type CellOnDisplay } from "./use-grid-window.ts";

/** Where one was in a grid when one opened a photo of it. */
interface PhotoOnDisplay extends CellOnDisplay {
  readonly imageId: string;
}

/** With the address of the grid. */
let left: (PhotoOnDisplay & { readonly grid: string }) | undefined;

/**
 * Remembers where one was in a grid when one leaves it for one of its photos, and gives that place when one comes back:
 * undefined when one comes from elsewhere.
 */
export function useGridPlace(
  list: RefObject<HTMLElement | null>,
  placeOf: (imageId: string) => number | undefined,
): PhotoOnDisplay | undefined {
  const [grid] = useState(() => window.location.pathname);
  const [back] = useState(() => {
    // Where a photo is gone, the one that took its place.
    return left?.grid === grid ? { ...left, place: placeOf(left.imageId) ?? left.place } : undefined;
  });
  const latest = useRef(placeOf);
  useLayoutEffect(() => {
    latest.current = placeOf;
  });
  useLayoutEffect(() => {
    const element = list.current;
    return () => {
      // The address is that of the next screen by now.
      const imageId = /^\/p\/([^/]+)$/.exec(window.location.pathname)?.[1];
      const place = imageId === undefined ? undefined : latest.current(imageId);
      const cell = element === null || place === undefined ? undefined : cellOnDisplay(element, place);
      left = imageId === undefined || cell === undefined ? undefined : { ...cell, grid, imageId };
    };
  }, [list, grid]);
  return back;
}
