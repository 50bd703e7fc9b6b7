import { type BatchView } from "#core/api/batch-views.ts";
import { isRetryable } from "#core/batch/batch.ts";
import { type BatchId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { readTasks, viewBatch } from "#functions/batch/view.ts";
import { newRequestId } from "#functions/ids.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeBatch, readBatch } from "#functions/records/batch-records.ts";

/**
 * Asks anew for what failed or was refused; the rest stays as it is, and what is on its way is not disturbed. Nothing
 * to try again is fine. A batch that was called off is not taken up again.
 */
export async function retryBatch(
  cloud: Pick<Cloud, "records" | "queue" | "clock" | "chance" | "log">,
  user: UserId,
  batch: BatchId,
): Promise<Result<BatchView>> {
  const known = await readBatch(cloud, user, batch);
  if (known === undefined) return refused(problemOf("not-found", { field: "batchId" }));
  // Failed is final, so what is read here still holds when it is written.
  const failed = new Map(
    (await readTasks(cloud, known.record))
      .filter(({ status }) => isRetryable(status))
      .map(({ task }) => [task.requestId, newRequestId(cloud)]),
  );
  const retried = await changeBatch(cloud, user, batch, (now) =>
    now.ended === undefined && now.tasks.some(({ requestId }) => failed.has(requestId))
      ? {
          ...now,
          retriedAt: new Date(cloud.clock.now()).toISOString(),
          tasks: now.tasks.map(({ problem, ...task }) => {
            const requestId = failed.get(task.requestId);
            if (requestId !== undefined) return { ...task, requestId, state: "waiting" };
            return problem === undefined ? task : { ...task, problem };
          }),
        }
      : undefined,
  );
  if (retried === undefined) return refused(problemOf("not-found", { field: "batchId" }));
  if (retried.stored.record.ended !== undefined)
    return refused(problemOf("conflict", { field: "batchId", detail: "this batch was called off" }));
  if (retried.changed) await cloud.queue.send({ kind: "run-batch", userId: user, batchId: batch });
  return done(await viewBatch(cloud, retried.stored));
}
