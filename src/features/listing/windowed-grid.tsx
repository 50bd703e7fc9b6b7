import { type HTMLAttributes, type ReactNode, type RefObject } from "react";
import { cornerOf, type GridShape, heightOf, type Rows, rowsOf } from "./grid-rows.ts";
import { type CellOnDisplay, useGridWindow } from "./use-grid-window.ts";

/** As many as a phone shows, and a few more: what is drawn before the grid has been laid out once. */
const atOnce = 10;
/** The shape the grid is taken to have until then. It shows in the length of the page only. */
const guessed: GridShape = { columns: 2, cellWidthPx: 190, cellHeightPx: 145, gapPx: 4 };

/**
 * A grid of equal cells of which only those near the display are in the page; empty room stands for the others. To a
 * screen reader it is one list of its whole length.
 */
export function WindowedGrid({
  list,
  cells,
  hasMore,
  keyOf,
  renderCell,
  held,
  back,
  children,
  ...handlers
}: {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly cells: number;
  /** More cells will come, nobody knows how many. */
  readonly hasMore: boolean;
  readonly keyOf: (place: number) => string;
  readonly renderCell: (place: number) => ReactNode;
  /** This cell stays in the page wherever it is: it has the focus, which would be lost with it. */
  readonly held: number | undefined;
  /** The cell to begin at; see useGridWindow. */
  readonly back: CellOnDisplay | undefined;
  /** What follows the cells. */
  readonly children: ReactNode;
} & HTMLAttributes<HTMLUListElement>) {
  const seen = useGridWindow(list, back);
  const shape = seen?.shape ?? guessed;
  const rows = seen ? rowsOf(seen.near, shape, cells) : { from: 0, to: Math.ceil(atOnce / shape.columns) };
  const all = Math.ceil(cells / shape.columns);
  return (
    <ul className="grid" ref={list} {...handlers}>
      <Room shape={shape} rows={rows.from} />
      {placesIn(rows, shape.columns, cells, seen && held).map((place) => {
        const isInFlow = place >= rows.from * shape.columns && place < rows.to * shape.columns;
        return (
          // Ordered by their place whether in the flow or not: an element that is moved loses the focus.
          <li
            key={keyOf(place)}
            className={isInFlow ? "cell" : "cell-held"}
            style={isInFlow ? undefined : outOfFlow(shape, place)}
            aria-setsize={hasMore ? -1 : cells}
            aria-posinset={place + 1}
          >
            {renderCell(place)}
          </li>
        );
      })}
      <Room shape={shape} rows={Math.max(0, all - rows.to)} />
      {children}
    </ul>
  );
}

/** Stands for rows that are not in the page. */
function Room({ shape, rows }: { readonly shape: GridShape; readonly rows: number }) {
  return rows > 0 && <li className="grid-room" style={{ height: heightOf(shape, rows) }} aria-hidden />;
}

function placesIn(
  { from, to }: Rows,
  columns: number,
  cells: number,
  held: number | undefined,
): readonly number[] {
  const [first, end] = [from * columns, Math.min(cells, to * columns)];
  const places = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  if (held === undefined || (held >= first && held < end)) return places;
  return held < first ? [held, ...places] : [...places, held];
}

function outOfFlow(shape: GridShape, place: number) {
  const { leftPx, topPx } = cornerOf(shape, place);
  return { left: leftPx, top: topPx, width: shape.cellWidthPx };
}
