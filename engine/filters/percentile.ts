/** The value below which `share` (0–1) of the sample lies; the sample is not changed. NaN for an empty sample. */
export function percentile(sample: ArrayLike<number>, share: number): number {
  return percentiles(sample, [share])[0] ?? NaN;
}

export const median = (sample: ArrayLike<number>): number => percentile(sample, 0.5);

/** Several percentiles for one sort. */
export function percentiles(sample: ArrayLike<number>, shares: readonly number[]): number[] {
  if (sample.length === 0) return shares.map(() => NaN);
  const sorted = new Float64Array(sample).toSorted();
  return shares.map(
    (share) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] ?? NaN,
  );
}
