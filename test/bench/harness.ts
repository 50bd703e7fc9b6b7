/** One number a bench found. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be, as the issue says it: "≤ 4000". */
  readonly target?: string;
  /** The named peer measured in the same run, and value / peer. */
  readonly peer?: { readonly name: string; readonly value: number; readonly ratio: number };
}

/** A named group of measurements. Prints nothing; what it found is printed and kept by `main.ts`. */
export interface Bench {
  readonly name: string;
  run(): Promise<readonly Figure[]>;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("Expected at least one value but received none");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
