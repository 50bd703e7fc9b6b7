/** Sums over windows of a grid in constant time (summed-area table, Crow 1984). */
export class SummedArea {
  readonly columns: number;
  readonly rows: number;
  private readonly table: Float64Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.table = new Float64Array((columns + 1) * (rows + 1));
  }

  /** Takes on other values; the memory is used again. */
  load(values: Float32Array): void {
    const { table, columns, rows } = this;
    const pitch = columns + 1;
    for (let y = 0, i = 0; y < rows; y++) {
      let row = 0;
      for (let x = 0, at = (y + 1) * pitch + 1; x < columns; x++, i++, at++) {
        row += values[i];
        table[at] = table[at - pitch] + row;
      }
    }
  }

  /** Over the window of `2·across + 1` by `2·down + 1` around (x, y), as far as it lies on the grid. */
  around(x: number, y: number, across: number, down: number): number {
    const { table, columns, rows } = this;
    const pitch = columns + 1;
    const left = Math.max(0, x - across);
    const right = Math.min(columns, x + across + 1);
    const top = Math.max(0, y - down) * pitch;
    const bottom = Math.min(rows, y + down + 1) * pitch;
    return table[bottom + right] - table[top + right] - table[bottom + left] + table[top + left];
  }
}
