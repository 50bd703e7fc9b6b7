export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

/** Writes take turns, so that a condition still holds when its write is made. */
export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = tail.then(work);
    // The next one waits for the end of this one, whatever that was; the caller hears of a failure from `mine`.
    tail = mine.catch(() => undefined);
    return mine;
  };
}
