/**
 * The weights whose weighted sum of a row's numbers comes nearest to its value, by the normal equations.
 * @param rows all of one length, more of them than numbers in each
 * @throws RangeError when rows are too alike to tell the weights apart
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): readonly number[] {
  const count = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: count }, (_, i) => [
    ...Array.from({ length: count }, (__, j) => sumOf(rows, (row) => (row[i] ?? 0) * (row[j] ?? 0))),
    sumOf(rows, (row, n) => (row[i] ?? 0) * (values[n] ?? 0)),
  ]);
  // Gauss–Jordan with the largest pivot.
  for (let column = 0; column < count; column++) {
    const order = matrix
      .slice(column)
      .toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
    matrix.splice(column, count - column, ...order);
    const pivot = matrix[column] ?? [];
    const scale = pivot[column] ?? 0;
    if (Math.abs(scale) < 1e-9) throw new RangeError(`Column ${column} says nothing of its own`);
    for (const [n, row] of matrix.entries()) {
      const factor = (row[column] ?? 0) / scale;
      if (n !== column) matrix[n] = row.map((v, j) => v - factor * (pivot[j] ?? 0));
    }
  }
  return matrix.map((row, n) => (row[count] ?? 0) / (row[n] ?? 1));
}

const sumOf = (
  rows: readonly (readonly number[])[],
  of: (row: readonly number[], n: number) => number,
): number => rows.reduce((sum, row, n) => sum + of(row, n), 0);
