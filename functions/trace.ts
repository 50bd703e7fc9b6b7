import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** One request on its way through the functions. */
interface Trace {
  /** Named by the phone; work that nobody asked for (a sweep) names itself. */
  readonly correlationId: string;
  /** What models were paid for on the way here, in dollars. */
  spentUsd: number;
}

const current = new AsyncLocalStorage<Trace>();

/**
 * Runs `work` as part of the request of this name: its log lines carry it, and so do the messages it sends and the
 * uploads it allows. Without a name it gets one.
 */
export const traced = <T>(correlationId: string | undefined, work: () => T): T =>
  current.run({ correlationId: correlationId ?? randomUUID(), spentUsd: 0 }, work);

/** Undefined outside of every request. */
export const correlationId = (): string | undefined => current.getStore()?.correlationId;

/** Notes dollars paid for this request. */
export function spend(usd: number): void {
  const trace = current.getStore();
  if (trace) trace.spentUsd += usd;
}

/** Dollars paid for this request so far, in this function. */
export const spentUsd = (): number => current.getStore()?.spentUsd ?? 0;
