import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { areShort, cornerOf, type Display, type GridShape, type Rows, rowsNear } from "./grid-rows.ts";

/** A cell, how far below the upper edge of the display it begins, and how its grid is laid out. */
export interface CellOnDisplay {
  readonly place: number;
  readonly topPx: number;
  readonly shape: GridShape;
}

/** A grid as it was laid out last, and the rows near the display; see `rowsOf` for those it has. */
export interface GridWindow {
  readonly shape: GridShape;
  readonly near: Rows;
}

/**
 * Which rows of a long grid are worth having in the page: those near the display. Follows the page's scrolling and the
 * grid's own width. Undefined until the grid has been laid out once.
 * @param back the cell that is on the display when the grid appears; undefined to begin at the top
 */
export function useGridWindow(
  list: RefObject<HTMLElement | null>,
  back: CellOnDisplay | undefined,
): GridWindow | undefined {
  // What comes into the grid later does not move the page.
  const [begin] = useState(back);
  const [seen, setSeen] = useState<GridWindow | undefined>(
    begin && { shape: begin.shape, near: rowsNear(begin.shape, displayAt(gridTopWith(begin))) },
  );

  /** What is in the page already. */
  const made = useRef(seen);
  useLayoutEffect(() => {
    made.current = seen;
  }, [seen]);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const follow = (): void => {
      const { shape, near } = made.current ?? {};
      if (shape === undefined || near === undefined) return;
      const now = seenAt(made.current, shape, element);
      // In a task of its own, so that a slow phone draws its frames in time; unless that would show holes.
      const isLate = areShort(near, shape, displayAt(element.getBoundingClientRect().top));
      if (isLate) flushSync(() => setSeen(now));
      else setSeen(now);
    };
    const observer = new ResizeObserver(() =>
      setSeen((before) => seenAt(before, shapeOf(element) ?? before?.shape, element)),
    );
    observer.observe(element);
    window.addEventListener("scroll", follow, { passive: true });
    if (begin) window.scrollBy(0, element.getBoundingClientRect().top - gridTopWith(begin));
    return () => {
      observer.disconnect();
      window.removeEventListener("scroll", follow);
    };
  }, [list, begin]);

  return seen;
}

/** Where the cell at this place is on the display now; undefined for a grid without cells. */
export function cellOnDisplay(list: HTMLElement, place: number): CellOnDisplay | undefined {
  const shape = shapeOf(list);
  return shape && { place, topPx: list.getBoundingClientRect().top + cornerOf(shape, place).topPx, shape };
}

/** As many columns as the style sheet lays out: it decides that, not we. */
export const columnsOf = (list: HTMLElement): number =>
  Math.max(1, getComputedStyle(list).gridTemplateColumns.split(" ").length);

const gridTopWith = ({ place, topPx, shape }: CellOnDisplay): number => topPx - cornerOf(shape, place).topPx;

const displayAt = (gridTopPx: number): Display => ({ gridTopPx, heightPx: window.innerHeight });

/** What is near the display now; the same value as before while that has not changed. */
function seenAt(
  before: GridWindow | undefined,
  shape: GridShape | undefined,
  list: HTMLElement,
): GridWindow | undefined {
  if (shape === undefined) return before;
  const near = rowsNear(shape, displayAt(list.getBoundingClientRect().top));
  const isSame =
    before !== undefined &&
    before.near.from === near.from &&
    before.near.to === near.to &&
    isSameShape(before.shape, shape);
  return isSame ? before : { shape, near };
}

const isSameShape = (a: GridShape, b: GridShape): boolean =>
  a.columns === b.columns && a.cellWidthPx === b.cellWidthPx && a.cellHeightPx === b.cellHeightPx;

function shapeOf(list: HTMLElement): GridShape | undefined {
  const cell = list.querySelector(":scope > .cell")?.getBoundingClientRect();
  if (cell === undefined || cell.height === 0) return undefined;
  return {
    columns: columnsOf(list),
    cellWidthPx: cell.width,
    cellHeightPx: cell.height,
    gapPx: Number.parseFloat(getComputedStyle(list).rowGap) || 0,
  };
}
