/** The value below which `share` (0–1) of the sample lies; the sample is not changed. NaN for an empty sample. */
export function percentile(sample: ArrayLike<number>, share: number): number {
  return percentiles(sample, [share])[0] ?? NaN;
}

export const median = (sample: ArrayLike<number>): number => percentile(sample, 0.5);

/** Several percentiles of one sample: each is picked out, since putting all in order takes many times as long. */
export function percentiles(sample: ArrayLike<number>, shares: readonly number[]): number[] {
  const values = new Float64Array(sample);
  const last = values.length - 1;
  return shares.map((share) =>
    last < 0 ? NaN : ofRank(values, Math.min(last, Math.max(0, Math.floor(share * values.length)))),
  );
}

/** What would stand at `rank` if `values` were in order: Hoare's selection (1961). Moves values about. */
function ofRank(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    // Up to j all are at most the pivot, from i on at least; what lies between is the pivot.
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank];
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
