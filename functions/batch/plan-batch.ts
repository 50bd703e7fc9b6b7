import { type Output, type ReadInput } from "#core/api/operations.ts";
import { type PhotoPlanView } from "#core/api/batch-views.ts";
import { readCommand } from "#core/batch/grammar.ts";
import { type NamedPhoto } from "#core/batch/photo-names.ts";
import { type CommandPlan, type PlanStep, recipeFor } from "#core/batch/plan.ts";
import { say } from "#core/batch/say.ts";
import { describeCommand, readToolAnswer } from "#core/batch/tools.ts";
import { type UserId } from "#core/ids.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { planRoute } from "#core/models/route.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type BatchPhoto, photosOf, predictFor } from "#functions/batch/photos-of.ts";
import { lapsedModels } from "#functions/models/lapsed-models.ts";
import { type Cloud } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";

type Needs = Pick<Cloud, "records" | "models" | "clock" | "log">;
type Planned = Pick<Output<"planBatch">, "plan" | "photos" | "readBy">;

/** Somebody looks at the screen: the models have this long altogether, then the grammar reads the command. */
const modelsWithinMs = 8000;
/** One model and, should it not answer well, one other. */
const mostAttempts = 2;

/** What a command, or steps, would do to each photo. Nothing is written. */
export async function planBatch(
  cloud: Needs,
  user: UserId,
  { imageIds, command, steps }: ReadInput<"planBatch">,
): Promise<Result<Planned>> {
  const wrong = steps && exceptBeyond(steps, imageIds.length);
  if (wrong) return refused(wrong);
  const photos = await photosOf(cloud, user, imageIds);
  const read = steps
    ? { plan: { steps, notUnderstood: [] }, readBy: null }
    : await readWords(cloud, command ?? "", photos.map(nameOf));
  return done({ ...read, photos: photos.map((photo, at) => planOf(photo, read.plan, at + 1)) });
}

/** Steps that leave out photos which are not there were made for another selection. */
export const exceptBeyond = (steps: readonly PlanStep[], photoCount: number): Problem | undefined =>
  steps.some(({ except }) => except.some((number) => number > photoCount))
    ? problemOf("invalid-params", { field: "steps", detail: "a step leaves out a photo that is not there" })
    : undefined;

const nameOf = (photo: BatchPhoto): NamedPhoto => ({
  fileName: photo.image?.fileName ?? "",
  room: photo.image?.room,
  scene: photo.image?.analysis?.scene,
  roomType: photo.image?.analysis?.roomType,
});

interface Read {
  readonly plan: CommandPlan;
  readonly readBy: string;
}

async function readWords(cloud: Needs, command: string, photos: readonly NamedPhoto[]): Promise<Read> {
  const words = describeCommand(command, photos);
  const untilMs = cloud.clock.now() + modelsWithinMs;
  const down = await lapsedModels(cloud);
  for (const modelId of planRoute.filter((id) => !down.has(id)).slice(0, mostAttempts)) {
    const leftMs = untilMs - cloud.clock.now();
    if (leftMs < 1000) break;
    const plan = await readBy(cloud, modelId, words, photos.length, leftMs);
    if (plan) return { plan, readBy: modelId };
  }
  return { plan: readCommand(command, photos), readBy: "grammar" };
}

async function readBy(
  { models, log }: Needs,
  modelId: ModelId,
  words: string,
  photoCount: number,
  deadlineMs: number,
): Promise<CommandPlan | undefined> {
  const answer = await models.plan({ modelId, toolset: "batch", words, deadlineMs });
  if (answer.kind === "fault") {
    log.warn("plan-fault", { modelId, fault: answer.fault });
    return undefined;
  }
  const plan = readToolAnswer(answer.tool, answer.input, photoCount);
  if (plan === undefined) log.warn("plan-fault", { modelId, fault: "broken" });
  return plan;
}

function planOf(photo: BatchPhoto, plan: CommandPlan, number: number): PhotoPlanView {
  const recipe = recipeFor(plan, number);
  const words = recipe.map(say);
  const told = photo.image ? predictFor(photo, recipe) : photo.problem;
  const { imageId } = photo;
  if ("kind" in told)
    return {
      imageId,
      words,
      width: null,
      height: null,
      format: null,
      estimateMs: 0,
      usd: 0,
      legalClass: null,
      problem: viewProblem(told),
    };
  const { width, height, format, estimateMs, usd, legalClass } = told;
  // A photo that no step is for is not touched: it costs neither time nor money.
  const spent = recipe.length === 0 ? { estimateMs: 0, usd: 0 } : { estimateMs, usd };
  return { imageId, words, width, height, format, ...spent, legalClass, problem: null };
}
