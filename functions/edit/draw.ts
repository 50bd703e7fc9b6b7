import { backoffMs, maxRetries } from "#core/limits/times.ts";
import { type Cloud, type DrawCall, type Fault, type ModelFault } from "#functions/ports.ts";

/** How often each fault is worth another try of the same model. */
export const retriesOf: Readonly<Record<ModelFault, number>> = {
  busy: maxRetries,
  crowded: 0,
  timeout: 1,
  broken: 1,
  "filtered-result": 1,
  "filtered-words": 0,
  quota: 0,
  "no-access": 0,
  retired: 0,
  rejected: 0,
  unavailable: 0,
};

/**
 * Asks one model for one picture, again where that may help and there is time.
 * @param untilMs no call is started that could last beyond this
 */
export async function draw(
  { models, clock, chance, log }: Pick<Cloud, "models" | "clock" | "chance" | "log">,
  call: DrawCall,
  untilMs: number,
): Promise<{ readonly kind: "drawn"; readonly image: Uint8Array } | Fault> {
  for (let attempt = 0; ; attempt++) {
    const leftMs = untilMs - clock.now();
    if (leftMs < shortestCallMs)
      return { kind: "fault", fault: "timeout", detail: "no time left for this edit" };
    // A picture that was declined is not declined again with another seed.
    const seed = call.seed + attempt;
    const answer = await models.draw({ ...call, seed, deadlineMs: Math.min(call.deadlineMs, leftMs) });
    if (answer.kind === "drawn") return answer;
    log.warn("model-fault", { modelId: call.modelId, fault: answer.fault, detail: answer.detail, attempt });
    if (attempt >= retriesOf[answer.fault]) return answer;
    await clock.sleep(backoffMs(attempt, chance.next()));
  }
}

/** With less than this no service answers. */
const shortestCallMs = 2000;
