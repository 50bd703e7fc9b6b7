import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchRecord } from "#core/batch/batch.ts";
import { type BatchId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { viewBatch } from "#functions/batch/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { changeBatch, readBatch } from "#functions/records/batch-records.ts";

/** A worker takes a batch up within this, even behind a long queue of others' asking. */
const quietMs = 60_000;

/**
 * A batch as it stands. When it should have gone on by itself and nobody has touched it for a minute, its message was
 * lost on the way: it is sent again, at most once a minute.
 */
export async function getBatch(
  cloud: Pick<Cloud, "records" | "queue" | "clock" | "log">,
  user: UserId,
  batch: BatchId,
): Promise<Result<BatchView>> {
  const known = await readBatch(cloud, user, batch);
  if (known === undefined) return refused(problemOf("not-found", { field: "batchId" }));
  const nowMs = cloud.clock.now();
  if (isStuck(known.record, nowMs)) {
    const touched = await changeBatch(cloud, user, batch, (now) => (isStuck(now, nowMs) ? now : undefined));
    if (touched?.changed) await cloud.queue.send({ kind: "run-batch", userId: user, batchId: batch });
  }
  return done(await viewBatch(cloud, known));
}

const isStuck = ({ tasks, ended, updatedAt }: BatchRecord, nowMs: number): boolean =>
  ended === undefined &&
  tasks.some(({ state }) => state === "waiting") &&
  nowMs - Date.parse(updatedAt) > quietMs;
