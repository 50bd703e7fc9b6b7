/** How the equal cells of a grid are laid out, as the style sheet has it now. */
export interface GridShape {
  readonly columns: number;
  readonly cellWidthPx: number;
  readonly cellHeightPx: number;
  /** Between columns, and between rows. */
  readonly gapPx: number;
}

/** Rows from the first to before the second. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** What is on the display of a page. */
export interface Display {
  /** How far below the upper edge of the display the grid begins; negative when it began above. */
  readonly gridTopPx: number;
  readonly heightPx: number;
}

/** From the top of one row to the top of the next. */
const pitchPx = ({ cellHeightPx, gapPx }: GridShape): number => cellHeightPx + gapPx;

/**
 * The rows on the display, with one display more above and below, so that a scroll meets them made. A grid without an
 * end is assumed: see `rowsOf`.
 */
export const rowsNear = (shape: GridShape, { gridTopPx, heightPx }: Display): Rows => ({
  from: Math.floor((-gridTopPx - heightPx) / pitchPx(shape)),
  to: Math.ceil((-gridTopPx + 2 * heightPx) / pitchPx(shape)),
});

/** The rows of which a part is on the display. */
const rowsOn = (shape: GridShape, { gridTopPx, heightPx }: Display): Rows => ({
  from: Math.floor(-gridTopPx / pitchPx(shape)),
  to: Math.ceil((-gridTopPx + heightPx) / pitchPx(shape)),
});

/** Whether these rows leave a part of the display empty that a row belongs to. */
export function areShort(made: Rows, shape: GridShape, display: Display): boolean {
  const { from, to } = rowsOn(shape, display);
  return from < made.from || to > made.to;
}

/** Those of the rows that a grid of so many cells has; as many of its last ones where it became shorter than that. */
export function rowsOf({ from, to }: Rows, { columns }: GridShape, cells: number): Rows {
  const all = Math.ceil(cells / columns);
  const first = Math.max(0, Math.min(from, all - (to - from)));
  return { from: first, to: Math.max(first, Math.min(to, all)) };
}

/** Where the cell at this place begins, measured from the corner of the grid. */
export const cornerOf = (
  shape: GridShape,
  place: number,
): { readonly leftPx: number; readonly topPx: number } => ({
  leftPx: (place % shape.columns) * (shape.cellWidthPx + shape.gapPx),
  topPx: Math.floor(place / shape.columns) * pitchPx(shape),
});

/** The height that stands for so many rows that are not made, at least one. */
export const heightOf = (shape: GridShape, rows: number): number => rows * pitchPx(shape) - shape.gapPx;
