import { type BatchView } from "#core/api/batch-views.ts";
import { type PlanStep } from "#core/batch/plan.ts";
import { type BatchOp } from "#core/batch/op.ts";
import { type BatchId, type ImageId, type UserId } from "#core/ids.ts";
import { type Plan } from "#core/limits/plans.ts";
import { getBatch } from "#functions/batch/get-batch.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { aReadyImage, aRequest, aUser, aWorld, type World } from "#test/functions/fakes/world.ts";

/** Somebody with so many photos, 96 × 64. */
export async function aScene(photos = 3, seed = 1) {
  const world = aWorld(seed);
  const user = aUser();
  const images: ImageId[] = [];
  for (let count = 0; count < photos; count++) images.push((await aReadyImage(world, user)).imageId);
  world.sent.length = 0;
  return { world, user, images };
}

export const forAll = (...ops: BatchOp[]): PlanStep[] => ops.map((step) => ({ step, except: [] }));

/** A flip and a format: quick, and seen in the file. */
export const quickSteps = forAll({ op: "flip", axis: "horizontal" }, { op: "convert", format: "webp" });

export const anAsk = (imageIds: readonly ImageId[], steps: PlanStep[] = quickSteps) => ({
  requestId: aRequest(),
  imageIds: [...imageIds],
  steps,
});

export async function aStartedBatch(
  world: World,
  userId: UserId,
  imageIds: readonly ImageId[],
  steps: PlanStep[] = quickSteps,
  plan: Plan = "pro",
): Promise<BatchView> {
  return theBatch(await startBatch(world, { userId, plan }, anAsk(imageIds, steps)));
}

/** The batch of an answer, which must not be a refusal. */
export function theBatch(result: Awaited<ReturnType<typeof getBatch>>): BatchView {
  if (!result.ok) throw new Error(`refused: ${result.problem.kind} ${result.problem.message}`);
  return result.value;
}

export const seen = async (world: World, user: UserId, batch: BatchId): Promise<BatchView> =>
  theBatch(await getBatch(world, user, batch));

export const statusesOf = ({ tasks }: BatchView): readonly string[] => tasks.map(({ status }) => status);
