import { describeRenovation, readRenovationAnswer } from "#core/renovation/tool.ts";
import { asksToRemove } from "#core/edit/flows/free-edit.ts";
import { type PhotoAsk } from "#core/edit/ask.ts";
import { planRoute } from "#core/models/route.ts";
import { type RenovationStep } from "#core/renovation/plan.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { type Plan } from "#functions/edit/studio.ts";
import { type Cloud } from "#functions/ports.ts";

/** Reading words costs little beside drawing, and so much less time. Then the grammar reads them. */
const modelsWithinMs = 20_000;

/**
 * The surfaces somebody's own words ask for, as a language model reads them: it knows "like fresh snow" for a colour.
 * Undefined where no words are to be read, or no model read any surface in them: then core's grammar does.
 * @param plan with a mask when the place is marked: then the words go to the model that paints it, as they are
 */
export async function readWords(
  { models, clock, log }: Pick<Cloud, "models" | "clock" | "log">,
  ask: PhotoAsk,
  plan: Pick<Plan, "mask">,
  down: ReadonlySet<ModelId>,
  untilMs: number,
): Promise<readonly RenovationStep[] | undefined> {
  const words = wordsOf(ask);
  if (words === undefined || plan.mask !== undefined) return undefined;
  const endMs = Math.min(untilMs, clock.now() + modelsWithinMs);
  for (const modelId of planRoute.filter((id) => !down.has(id))) {
    const deadlineMs = endMs - clock.now();
    if (deadlineMs < 1000) break;
    const answer = await models.plan({ modelId, toolset: "renovation", words, deadlineMs });
    const read = answer.kind === "planned" ? readRenovationAnswer(answer.tool, answer.input) : undefined;
    if (read !== undefined) return read.steps.length > 0 ? read.steps : undefined;
    log.warn("plan-fault", { modelId, fault: answer.kind === "fault" ? answer.fault : "broken" });
  }
  return undefined;
}

function wordsOf(ask: PhotoAsk): string | undefined {
  if (ask.editType === "virtual-renovation")
    return describeRenovation(ask.params.description, ask.params.style);
  if (ask.editType === "free-edit" && !asksToRemove(ask.params.prompt))
    return describeRenovation(ask.params.prompt);
  return undefined;
}
