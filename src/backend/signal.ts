import { createStore } from "./store.ts";

/**
 * Whether the backend answered the last time it was asked. A phone with one bar and no data believes it is online;
 * this knows better.
 */
export const isReached = createStore(true);

/** Notes how a question ended: answered (be it with a refusal), or lost on the way. */
export async function watched<T>(ask: () => Promise<T>, isLost: (error: unknown) => boolean): Promise<T> {
  try {
    const answer = await ask();
    isReached.set(true);
    return answer;
  } catch (error) {
    isReached.set(!isLost(error));
    throw error;
  }
}
