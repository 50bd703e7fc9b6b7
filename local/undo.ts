/** Steps that take back what was started, run in the opposite order. */
export type Undo = {
  add(step: () => void | Promise<void>): void;
  /** Runs every step once, even when one fails; then throws what failed. A second call waits for the first. */
  run(): Promise<void>;
};

export function createUndo(): Undo {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  const runAll = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (const step of steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, "Not everything could be stopped.");
  };

  return {
    add: (step) => void steps.push(step),
    run: () => (running ??= runAll()),
  };
}
