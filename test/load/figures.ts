/** The value that this share of all lies at or below; 0 of none. */
export function percentile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export const median = (all: readonly number[]): number => percentile(all, 0.5);
