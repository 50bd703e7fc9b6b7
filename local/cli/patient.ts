import { setTimeout as pause } from "node:timers/promises";
import { type Call, Refused } from "./api.ts";

/** A server that is started anew is back well within this. */
const goneMs = 180_000;
const againMs = 500;

/** Does something over the network again while nobody answers. */
export type Persist = <T>(work: () => Promise<T>) => Promise<T>;

/** Says when the server went away and when it is back. What was answered, a problem or a bug, is not asked again. */
export const persisting =
  (say: (line: string) => void): Persist =>
  async (work) => {
    for (let goneAtMs: number | undefined; ; await pause(againMs)) {
      try {
        const answer = await work();
        if (goneAtMs !== undefined) say("the server answers again");
        return answer;
      } catch (error) {
        if (error instanceof Refused || !isUnreached(error)) throw error;
        if (goneAtMs === undefined) say("the server does not answer, waiting for it …");
        goneAtMs ??= Date.now();
        if (Date.now() - goneAtMs > goneMs) throw error;
      }
    }
  };

/** The same calls, made to last: each carries its own request id, so that doing it twice is doing it once. */
export const patient =
  (call: Call, persist: Persist): Call =>
  (name, input) =>
    persist(() => call(name, input));

/**
 * fetch says TypeError for a connection that failed, and the body of one that broke off is no JSON. Lambda itself says
 * that the function did not get to its end: a server that has just come back is slow.
 */
const isUnreached = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof SyntaxError ||
  (error instanceof Error &&
    (error.name === "TimeoutError" ||
      error.name === "AbortError" ||
      /Task timed out|Runtime exited/.test(error.message)));
