/** An address is given out again for this long: it then still lives for nearly as long as a new one. */
const keptMs = 5 * 60_000;
const mostKept = 5000;

/**
 * Remembers signed addresses by all that was asked for in them. Signing costs more than everything else about showing an
 * image, and a phone that is given the same address shows what it already has.
 * @param now milliseconds since 1970
 * @returns gives the address kept for what is asked, or a new one by `sign`
 */
export function keptAddresses(now: () => number) {
  const kept = new Map<string, { readonly url: string; readonly untilMs: number }>();
  return async (asked: readonly unknown[], sign: () => Promise<string>): Promise<string> => {
    const name = JSON.stringify(asked);
    const nowMs = now();
    const known = kept.get(name);
    if (known !== undefined && known.untilMs > nowMs) return known.url;
    const url = await sign();
    // Put in anew, so that the order stays that of their ends.
    kept.delete(name);
    kept.set(name, { url, untilMs: nowMs + keptMs });
    for (const [other, { untilMs }] of kept) {
      if (kept.size <= mostKept && untilMs > nowMs) break;
      kept.delete(other);
    }
    return url;
  };
}
