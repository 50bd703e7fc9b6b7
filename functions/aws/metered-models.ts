import { type Model, type ModelId } from "#core/models/catalogue.ts";
import { type Cloud, type Fault, type Models } from "#functions/ports.ts";
import { takeTurn } from "#functions/records/model-turns.ts";

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
 * Models that all workers together ask no more often than the account may: each call first takes a turn
 * (core/limits/turns.ts), so that no sixty seconds see more calls of a model than its requests a minute.
 */
export function meteredModels(models: Models, cloud: Needs, meter: Meter): Models {
  const metered = async <Call extends { readonly modelId: ModelId; readonly deadlineMs: number }, Answer>(
    call: Call,
    ask: (call: Call) => Promise<Answer>,
  ): Promise<Answer | Fault> => {
    const { requestsPerMinute } = meter.catalogue[call.modelId];
    const most = Math.max(1, Math.floor(requestsPerMinute * meter.rate));
    const waitedMs = await takeTurn(
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
