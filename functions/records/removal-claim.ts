import { type Lease } from "#functions/records/item.ts";

/** Longer than the API's functions live: a remover whose claim has run out is dead. */
const claimMs = 60_000;
const removal = "removal";

/** Put on a record whose objects are about to go, so that nobody comes to rely on them in between. */
export const removalClaim = (run: string, nowMs: number): Lease => ({
  work: removal,
  run,
  untilMs: nowMs + claimMs,
});

export const isBeingRemoved = (lease: Lease | undefined, nowMs: number): boolean =>
  lease?.work === removal && lease.untilMs > nowMs;
