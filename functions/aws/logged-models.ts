import { type Model, type ModelId } from "#core/models/catalogue.ts";
import { type Cloud, type Fault, type Models } from "#functions/ports.ts";
import { spend } from "#functions/trace.ts";

type Prices = Readonly<Record<ModelId, Pick<Model, "usdPerImage">>>;

/** Models each of whose calls is a line of the log: which, how long, with what outcome, and for how much. */
export function loggedModels(
  models: Models,
  { log, clock }: Pick<Cloud, "log" | "clock">,
  prices: Prices,
): Models {
  const logged = async <
    Call extends { readonly modelId: ModelId },
    Answer extends { readonly kind: string } | Fault,
  >(
    call: Call,
    ask: (call: Call) => Promise<Answer>,
  ): Promise<Answer> => {
    const startedMs = clock.now();
    const answer = await ask(call);
    const fault = faultOf(answer);
    const usd = isPaid(fault) ? prices[call.modelId].usdPerImage : 0;
    spend(usd);
    log.info("model-called", {
      modelId: call.modelId,
      outcome: fault ?? answer.kind,
      ModelCalls: 1,
      ModelFaults: fault === undefined ? 0 : 1,
      ModelMs: clock.now() - startedMs,
      ModelUsd: usd,
    });
    return answer;
  };
  return {
    draw: (call) => logged(call, models.draw),
    look: (call) => logged(call, models.look),
    plan: (call) => logged(call, models.plan),
    embed: (call) => logged(call, models.embed),
  };
}

const faultOf = (answer: { readonly kind: string } | Fault): Fault["fault"] | undefined =>
  "fault" in answer ? answer.fault : undefined;

/** A picture that was made and then held back was made all the same. */
const isPaid = (fault: Fault["fault"] | undefined): boolean =>
  fault === undefined || fault === "filtered-result";
