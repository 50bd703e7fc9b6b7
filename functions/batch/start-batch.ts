import { type ReadInput } from "#core/api/operations.ts";
import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchRecord, type BatchTask } from "#core/batch/batch.ts";
import { type PlanStep, recipeFor } from "#core/batch/plan.ts";
import { type UserId } from "#core/ids.ts";
import { type Plan } from "#core/limits/plans.ts";
import { times } from "#core/limits/times.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type BatchPhoto, photosOf, predictFor } from "#functions/batch/photos-of.ts";
import { exceptBeyond } from "#functions/batch/plan-batch.ts";
import { viewBatch } from "#functions/batch/view.ts";
import { newBatchId, newRequestId } from "#functions/ids.ts";
import { type Cloud } from "#functions/ports.ts";
import { batchKind, readBatch } from "#functions/records/batch-records.ts";
import { earlierRequest, noteRequest } from "#functions/records/request-record.ts";
import { type Stored, toItem } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "queue" | "clock" | "chance" | "log">;
type Ask = ReadInput<"startBatch">;

/**
 * Takes a batch on: notes what each image's part is and leaves the asking for edits to a worker. The same request again
 * gives the same batch, and sends the worker again while images wait, should the first sending have failed. Images
 * that no step is for, and those that cannot be worked on, have their outcome at once and hold up no other.
 */
export async function startBatch(
  cloud: Needs,
  { userId, plan }: { readonly userId: UserId; readonly plan: Plan },
  ask: Ask,
): Promise<Result<BatchView>> {
  const earlier = await repeat(cloud, userId, ask);
  if (earlier) return earlier;
  const wrong = exceptBeyond(ask.steps, ask.imageIds.length);
  if (wrong) return refused(wrong);
  const photos = await photosOf(cloud, userId, ask.imageIds);
  if (photos.every(isGone)) return refused(problemOf("not-found", { field: "imageIds" }));

  const nowMs = cloud.clock.now();
  const at = new Date(nowMs).toISOString();
  const record: BatchRecord = {
    batchId: newBatchId(cloud),
    userId,
    requestId: ask.requestId,
    ...(ask.command ? { command: ask.command } : {}),
    steps: ask.steps,
    tasks: photos.map((photo, index) => taskFor(cloud, photo, ask.steps, index + 1)),
    plan,
    createdAt: at,
    updatedAt: at,
  };
  const expiresAtMs = nowMs + times.batchKeptMs;
  const item = toItem(batchKind, { record, expiresAtMs }, undefined, nowMs);
  const made = { kind: "batch", batchId: record.batchId } as const;
  const written = await cloud.records.write([
    noteRequest({ userId, requestId: ask.requestId, made }, nowMs),
    { kind: "put", item, when: "absent" },
  ]);
  // The same request came in beside this one and was faster.
  if (!written.ok) return (await repeat(cloud, userId, ask)) ?? refused(problemOf("conflict"));
  return send(cloud, { record, version: 1, createdAtMs: nowMs, expiresAtMs, lease: undefined });
}

async function repeat(
  cloud: Needs,
  user: UserId,
  { requestId }: Ask,
): Promise<Result<BatchView> | undefined> {
  const made = await earlierRequest(cloud, user, requestId);
  if (made === undefined) return undefined;
  if (made.kind !== "batch") return refused(problemOf("conflict", { field: "requestId" }));
  const known = await readBatch(cloud, user, made.batchId);
  return known ? send(cloud, known) : refused(problemOf("not-found", { field: "requestId" }));
}

async function send(cloud: Needs, batch: Stored<BatchRecord>): Promise<Result<BatchView>> {
  const { userId, batchId, tasks, ended } = batch.record;
  if (ended === undefined && tasks.some(({ state }) => state === "waiting"))
    await cloud.queue.send({ kind: "run-batch", userId, batchId });
  return done(await viewBatch(cloud, batch));
}

function taskFor(cloud: Needs, photo: BatchPhoto, steps: PlanStep[], number: number): BatchTask {
  const { imageId } = photo;
  const recipe = recipeFor({ steps }, number);
  const told = photo.image ? predictFor(photo, recipe) : photo.problem;
  const base = { imageId, requestId: newRequestId(cloud), editIds: [] };
  if ("kind" in told) return { ...base, state: "refused", problem: told, width: 0, height: 0, estimateMs: 0 };
  const { width, height, format, estimateMs } = told;
  return recipe.length === 0
    ? { ...base, state: "skipped", width, height, format, estimateMs: 0 }
    : { ...base, state: "waiting", width, height, format, estimateMs };
}

const isGone = (photo: BatchPhoto): boolean =>
  photo.image === undefined && photo.problem.kind === "not-found";
