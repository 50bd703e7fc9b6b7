import { type Clock } from "#functions/ports.ts";

/**
 * Time that several at work share: it stands still while any of them is awake, and then goes on to when the first wakes.
 * So what they do overlaps as it would, and takes no time.
 */
export function sharedTime(startMs: number): {
  readonly clock: Clock;
  /** Runs all at once. */
  readonly run: (tasks: readonly (() => Promise<void>)[]) => Promise<void>;
} {
  let nowMs = startMs;
  let awake = 0;
  const asleep: { readonly atMs: number; readonly wake: () => void }[] = [];
  const oneLess = (): void => {
    awake -= 1;
    if (awake > 0) return;
    const first = asleep.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (first === undefined) return;
    asleep.splice(asleep.indexOf(first), 1);
    nowMs = Math.max(nowMs, first.atMs);
    awake += 1;
    first.wake();
  };
  return {
    clock: {
      now: () => nowMs,
      sleep: (ms) =>
        new Promise((wake) => {
          asleep.push({ atMs: nowMs + ms, wake });
          oneLess();
        }),
    },
    run: async (tasks) => {
      awake = tasks.length;
      await Promise.all(tasks.map((task) => task().finally(oneLess)));
    },
  };
}
