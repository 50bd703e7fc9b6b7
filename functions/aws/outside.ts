import { OutsideFault } from "#functions/ports.ts";

/** Runs one call of the SDK; what goes wrong there is the outside world's fault and says during what. */
export async function outside<T>(during: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof OutsideFault) throw cause;
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new OutsideFault(`${during} failed: ${why}`, { cause });
  }
}

/** As {@link outside}, for what changes nothing: an answer whose bytes cannot be read is asked for once more. */
export const outsideRead = <T>(during: string, call: () => Promise<T>): Promise<T> =>
  outside(during, async () => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return await call();
    }
  });

/** The name an AWS error carries; "" for anything else. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "");
