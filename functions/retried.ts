import { backoffMs } from "#core/limits/times.ts";
import { type Chance, type Clock, OutsideFault } from "#functions/ports.ts";

/** Tries again, with jitter, what the outside world did not do; bugs pass through at once. */
export async function retried<T>(
  { clock, chance }: { readonly clock: Clock; readonly chance: Chance },
  retries: number,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OutsideFault) || attempt >= retries) throw error;
      await clock.sleep(backoffMs(attempt, chance.next()));
    }
  }
}
