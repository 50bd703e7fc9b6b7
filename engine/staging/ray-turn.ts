/** Cells of one square of this side each send their rays another way, so that any such square holds all of them. */
export const TILE = 4;

/** Which of the ways, 0–1, is a cell's (an ordered dither, Bayer 1973: neighbours are far apart). */
export const turnAt = (column: number, row: number): number =>
  (BAYER[(row % TILE) * TILE + (column % TILE)] + 0.5) / BAYER.length;

const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
