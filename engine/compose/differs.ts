/**
 * Whether a pixel of two pictures of one size differs by more than so many levels in any channel.
 * @param i where its red stands, in RGB bytes
 */
export const differs = (a: Uint8Array, b: Uint8Array, i: number, levels: number): boolean =>
  Math.abs(a[i] - b[i]) > levels ||
  Math.abs(a[i + 1] - b[i + 1]) > levels ||
  Math.abs(a[i + 2] - b[i + 2]) > levels;
