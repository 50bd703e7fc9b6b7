import { MissingPart } from "#src/boot/load-part.ts";
import { onlineOrAfter } from "#src/boot/online-or-after.ts";
import { isReached } from "./signal.ts";

/** Where nothing tells that the signal is back, it is tried again after this long. */
const againMs = 15_000;

/** Loads what nothing on the screen waits for: as soon as it can be, and again until it has come. */
export async function inTime<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof MissingPart)) throw error;
      await onlineOrAfter(againMs, (done) => isReached.subscribe(() => isReached.get() && done()));
    }
  }
}
