/**
 * Where an arrow key leads in a grid of equal cells, row by row.
 * @param columns cells in a row, at least 1
 * @returns the place to go to; undefined where the grid ends, or for another key
 */
export function gridStep(key: string, at: number, columns: number, cells: number): number | undefined {
  const by = new Map([
    ["ArrowLeft", -1],
    ["ArrowRight", 1],
    ["ArrowUp", -columns],
    ["ArrowDown", columns],
  ]).get(key);
  const to = key === "Home" ? 0 : key === "End" ? cells - 1 : by === undefined ? undefined : at + by;
  return to === undefined || to < 0 || to >= cells || to === at ? undefined : to;
}
