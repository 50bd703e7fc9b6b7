import * as z from "zod/mini";
import { readCorrelationId } from "#core/api/correlation.ts";
import { batchId, editId, imageId, listingId, userId } from "#core/ids.ts";
import { maxDeliveries } from "#core/limits/times.ts";
import { problemOf } from "#core/problem.ts";
import { unreachable } from "#core/unreachable.ts";
import { deleteFor } from "#functions/account/delete-my-data.ts";
import { giveUpBatch, runBatch } from "#functions/batch/run-batch.ts";
import { giveUpEdit, runEdit } from "#functions/edit/run-edit.ts";
import { type Studio } from "#functions/edit/studio.ts";
import { runAnalysis } from "#functions/image/analyze.ts";
import { emptyAndRemove } from "#functions/listing/delete-listing.ts";
import { clean } from "#functions/log.ts";
import { type Cloud } from "#functions/ports.ts";
import { isFailureNoted, noteFailedWork } from "#functions/records/failed-work.ts";
import { sweep } from "#functions/sweep/sweep.ts";
import { type Walk } from "#functions/sweep/walk.ts";
import { traced } from "#functions/trace.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";

/** Of a worker's five minutes. */
const deleteWithinMs = 240_000;
const batchWithinMs = 240_000;
/** Edits wait meanwhile. */
const sweepWithinMs = 60_000;

/** What a worker needs of the outside world. */
export type WorkerCloud = Cloud & { readonly walk: Walk };

const sqsEvent = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
    }),
  ),
});
type SqsMessage = z.infer<typeof sqsEvent>["Records"][number];

const workMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("run-edit"), userId, editId }),
  z.object({ kind: z.literal("run-batch"), userId, batchId }),
  z.object({ kind: z.literal("prepare-image"), userId, imageId }),
  z.object({ kind: z.literal("analyze-image"), userId, imageId }),
  z.object({
    kind: z.literal("delete-listing"),
    userId,
    listingId,
    images: z.enum(["keep", "delete"]),
  }),
  z.object({ kind: z.literal("delete-data"), userId }),
  z.object({ kind: z.literal("sweep") }),
]);
type Work = z.infer<typeof workMessage>;

/** Works off a batch of messages, each on its own: one that fails comes again, and the others are done. */
export async function workOff(
  cloud: WorkerCloud,
  studio: Studio,
  event: unknown,
): Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }> {
  const failed: { itemIdentifier: string }[] = [];
  for (const message of sqsEvent.parse(event).Records) {
    const isDone = await traced(correlationOf(message), () => workOne(cloud, studio, message));
    if (!isDone) failed.push({ itemIdentifier: message.messageId });
  }
  return { batchItemFailures: failed };
}

/** As functions/aws/sqs-queue.ts wrote it; what comes from a clock has none. */
function correlationOf({ body }: SqsMessage): string | undefined {
  try {
    const message: unknown = JSON.parse(body);
    return typeof message === "object" && message !== null && "correlationId" in message
      ? readCorrelationId(message.correlationId)
      : undefined;
  } catch {
    // Not JSON: the work itself says so, and is buried for it.
    return undefined;
  }
}

/** @returns whether the message may go. One that cannot be worked off comes again until its queue buries it, with its reason. */
async function workOne(cloud: WorkerCloud, studio: Studio, message: SqsMessage): Promise<boolean> {
  const startedMs = cloud.clock.now();
  const delivery = message.attributes.ApproximateReceiveCount;
  let work: Work | undefined;
  try {
    work = workMessage.parse(JSON.parse(message.body));
    if (delivery > maxDeliveries) return await buryWork(cloud, work, message);
    const outcome = await run(cloud, studio, work, message.messageId);
    cloud.log.info("worked-off", {
      ...idsOf(work),
      outcome,
      delivery,
      tookMs: cloud.clock.now() - startedMs,
      WorkDone: 1,
    });
    return true;
  } catch (error) {
    const facts = { ...idsOf(work), messageId: message.messageId, delivery, WorkFailed: 1 };
    cloud.log.error("work-failed", error, facts);
    await noteQuietly(cloud, message, work, reasonOf(error));
    if (work !== undefined && delivery >= maxDeliveries) await giveUpQuietly(cloud, work);
    return false;
  }
}

/** Not tried again: three workers failed at it, or died of it without a word, of memory for one. */
async function buryWork(cloud: WorkerCloud, work: Work, message: SqsMessage): Promise<false> {
  await giveUp(cloud, work);
  if (!(await isFailureNoted(cloud, message.messageId)))
    await noteQuietly(cloud, message, work, "Its workers died without a word.");
  return false;
}

async function noteQuietly(
  cloud: WorkerCloud,
  { messageId, attributes }: SqsMessage,
  work: Work | undefined,
  reason: string,
): Promise<void> {
  try {
    await noteFailedWork(cloud, messageId, {
      kind: work?.kind,
      reason,
      delivery: attributes.ApproximateReceiveCount,
    });
  } catch (error) {
    // The message comes again all the same; only its reason is in the log alone.
    cloud.log.error("reason-not-noted", error, { messageId });
  }
}

const reasonOf = (error: unknown): string =>
  clean(error instanceof Error ? `${error.name}: ${error.message}` : String(error));

async function run(cloud: WorkerCloud, studio: Studio, work: Work, messageId: string): Promise<string> {
  switch (work.kind) {
    case "run-edit":
      return runEdit(cloud, studio, { ...work, work: messageId });
    case "run-batch": {
      const isFinished = await runBatch(cloud, work.userId, work.batchId, batchWithinMs);
      if (!isFinished) await cloud.queue.send(work);
      return isFinished ? "asked for" : "going on";
    }
    case "prepare-image": {
      const prepared = await prepareImage(cloud, work.userId, work.imageId, messageId);
      if (prepared?.ok && prepared.value.state === "ready")
        await runAnalysis(cloud, studio, work.userId, work.imageId);
      return prepared?.ok ? prepared.value.state : "refused";
    }
    case "analyze-image":
      await runAnalysis(cloud, studio, work.userId, work.imageId);
      return "looked";
    case "delete-listing": {
      const { userId, listingId, images } = work;
      const { deleted, finished } = await emptyAndRemove(cloud, userId, listingId, images, deleteWithinMs);
      if (!finished) await cloud.queue.send(work);
      return `deleted ${deleted}`;
    }
    case "delete-data": {
      const { deleted, finished } = await deleteFor(cloud, work.userId, deleteWithinMs);
      if (!finished) await cloud.queue.send(work);
      return `deleted ${deleted}`;
    }
    case "sweep": {
      const { people, repairs } = await sweep(cloud, cloud.walk, sweepWithinMs);
      return `swept ${people}, repaired ${repairs}`;
    }
    default:
      return unreachable(work);
  }
}

async function giveUp(cloud: WorkerCloud, work: Work): Promise<string> {
  if (work.kind === "run-edit") await giveUpEdit(cloud, work.userId, work.editId, problemOf("model-failed"));
  if (work.kind === "run-batch") await giveUpBatch(cloud, work.userId, work.batchId);
  return "given up";
}

async function giveUpQuietly(cloud: WorkerCloud, work: Work): Promise<void> {
  try {
    await giveUp(cloud, work);
  } catch (error) {
    cloud.log.error("giving-up-failed", error, idsOf(work));
  }
}

function idsOf(work: Work | undefined): {
  kind?: string;
  editId?: string;
  imageId?: string;
  batchId?: string;
} {
  if (work === undefined) return {};
  return {
    kind: work.kind,
    ...("editId" in work ? { editId: work.editId } : {}),
    ...("batchId" in work ? { batchId: work.batchId } : {}),
    ...("imageId" in work ? { imageId: work.imageId } : {}),
  };
}
