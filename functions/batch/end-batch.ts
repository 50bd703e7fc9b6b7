import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchRecord } from "#core/batch/batch.ts";
import { type BatchId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { runBatch } from "#functions/batch/run-batch.ts";
import { viewBatch } from "#functions/batch/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeBatch } from "#functions/records/batch-records.ts";

type Needs = Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance" | "log">;

/** The API answers within this; what is left by then a worker does. */
const answerWithinMs = 15_000;

/** Calls off what waits; what is made stays. A batch that was undone stays undone. */
export const cancelBatch = (cloud: Needs, user: UserId, batch: BatchId): Promise<Result<BatchView>> =>
  end(cloud, user, batch, (now) => (now.ended === undefined ? { ...now, ended: "cancelled" } : undefined));

/** Takes back every edit of the batch, kept or on its way. */
export const undoBatch = (cloud: Needs, user: UserId, batch: BatchId): Promise<Result<BatchView>> =>
  end(cloud, user, batch, (now) => (now.ended === "undone" ? undefined : { ...now, ended: "undone" }));

/** From the first write on nothing more is asked for. Asking again goes on where it stopped. */
async function end(
  cloud: Needs,
  user: UserId,
  batch: BatchId,
  decide: (now: BatchRecord) => BatchRecord | undefined,
): Promise<Result<BatchView>> {
  const ended = await changeBatch(cloud, user, batch, decide);
  if (ended === undefined) return refused(problemOf("not-found", { field: "batchId" }));
  const isFinished = await runBatch(cloud, user, batch, answerWithinMs);
  if (!isFinished) await cloud.queue.send({ kind: "run-batch", userId: user, batchId: batch });
  return done(await viewBatch(cloud, ended.stored));
}
