import { recordKeys } from "#core/keys.ts";
import { type Model, type ModelId } from "#core/models/catalogue.ts";
import { type Cloud, type Fault, type Models } from "#functions/ports.ts";
import { secondsOf } from "#functions/records/item.ts";

type Needs = Pick<Cloud, "records" | "clock" | "chance">;

interface Meter {
  readonly catalogue: Readonly<Record<ModelId, Pick<Model, "requestsPerMinute">>>;
  /** How many times the catalogue's requests a minute this account may make of each model. */
  readonly rate: number;
}

/** A call waits at most this long for its turn; then the next candidate is asked. */
export const turnWithinMs = 20_000;
/** With less than this left no service answers. */
const shortestCallMs = 2000;

/**
 * Models that all workers together ask no more often a minute than the account may: each call first takes one of the
 * minute's tokens, a counter in the table that is counted up atomically or not at all.
 */
export function meteredModels(models: Models, cloud: Needs, meter: Meter): Models {
  const metered = async <Call extends { readonly modelId: ModelId; readonly deadlineMs: number }, Answer>(
    call: Call,
    ask: (call: Call) => Promise<Answer>,
  ): Promise<Answer | Fault> => {
    const { requestsPerMinute } = meter.catalogue[call.modelId];
    const most = Math.max(1, Math.floor(requestsPerMinute * meter.rate));
    const waitedMs = await takeToken(
      cloud,
      call.modelId,
      most,
      Math.min(turnWithinMs, call.deadlineMs - shortestCallMs),
    );
    if (waitedMs === undefined)
      return { kind: "fault", fault: "crowded", detail: `${most} requests a minute are used up` };
    const leftMs = call.deadlineMs - waitedMs;
    return leftMs > 0
      ? ask({ ...call, deadlineMs: leftMs })
      : { kind: "fault", fault: "timeout", detail: `its turn came after ${waitedMs} ms` };
  };
  return {
    draw: (call) => metered(call, models.draw),
    look: (call) => metered(call, models.look),
    plan: (call) => metered(call, models.plan),
    embed: (call) => metered(call, models.embed),
  };
}

/** @returns how long it took, in milliseconds; undefined when there was none in time */
async function takeToken(
  { records, clock, chance }: Needs,
  modelId: ModelId,
  most: number,
  withinMs: number,
): Promise<number | undefined> {
  const startedMs = clock.now();
  for (;;) {
    const nowMs = clock.now();
    const minute = Math.floor(nowMs / minuteMs);
    const taken = await records.write([
      {
        kind: "count",
        key: { PK: `MODEL#${modelId}`, SK: recordKeys.limit("requests", String(minute)) },
        most,
        nowMs,
        expiresAtSeconds: secondsOf(nowMs + 10 * minuteMs),
      },
    ]);
    if (taken.ok) return clock.now() - startedMs;
    // All who wait come back in the first second of the next minute, each at a moment of its own.
    const untilNextMs = (minute + 1) * minuteMs - nowMs + chance.next() * 1000;
    if (nowMs + untilNextMs - startedMs > withinMs) return undefined;
    await clock.sleep(untilNextMs);
  }
}

const minuteMs = 60_000;
