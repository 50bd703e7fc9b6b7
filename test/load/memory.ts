import { type Used } from "#test/chaos/cloud.ts";
import { median } from "#test/load/figures.ts";

type Parts = Readonly<Record<string, Used>>;
type Thirds = readonly [first: number, middle: number, last: number];

/** What the parts of a cloud held in memory while somebody worked. Resident bytes: what the machine cannot give to others. */
export interface Memory {
  /** The median of all parts together, in each third of the time. In the first, everything is still being loaded. */
  readonly bytes: Thirds;
  /** Last third over middle third: 1 is flat. */
  readonly growth: number;
  readonly parts: readonly PartMemory[];
}

interface PartMemory {
  readonly part: string;
  readonly bytes: Thirds;
  readonly largestBytes: number;
  readonly cpuMs: number;
}

/** Looks every two seconds; the answer ends the watch. */
export function watchMemory(lookAtParts: () => Parts): () => Memory {
  const samples = [lookAtParts()];
  const timer = setInterval(() => samples.push(lookAtParts()), 2000);
  return () => {
    clearInterval(timer);
    samples.push(lookAtParts());
    return memoryOf(samples);
  };
}

/** @param samples in the order of time, at equal distances */
export function memoryOf(samples: readonly Parts[]): Memory {
  const bytes = thirdsOf(
    samples.map((parts) => Object.values(parts).reduce((sum, used) => sum + used.bytes, 0)),
  );
  const names = [...new Set(samples.flatMap((parts) => Object.keys(parts)))];
  return {
    bytes,
    growth: bytes[2] / bytes[1],
    parts: names.map((part) => {
      const held = samples.map((parts) => parts[part]?.bytes ?? 0);
      const cpuMs = (samples.at(-1)?.[part]?.cpuMs ?? 0) - (samples[0]?.[part]?.cpuMs ?? 0);
      return { part, bytes: thirdsOf(held), largestBytes: Math.max(...held), cpuMs };
    }),
  };
}

function thirdsOf(values: readonly number[]): Thirds {
  const third = (n: number): number =>
    median(values.slice((n * values.length) / 3, ((n + 1) * values.length) / 3));
  return [third(0), third(1), third(2)];
}
