import { type PhotoAsk } from "#core/edit/ask.ts";
import { type EditStep, isWaiting } from "#core/edit/edit.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type EditId, type UserId } from "#core/ids.ts";
import { previewKey } from "#core/keys.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { maxRetries, times } from "#core/limits/times.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { type DrawnMask, fitMask, readDrawnMask } from "#engine/codec/mask.ts";
import { announceEdit } from "#functions/announce.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { beginEncoding } from "#functions/edit/encode-result.ts";
import { makeRecipe } from "#functions/edit/make-recipe.ts";
import { type MadeEdit, makeEdit } from "#functions/edit/make.ts";
import { writeScene } from "#functions/edit/kept-scene.ts";
import { noteEnd } from "#functions/edit/note-end.ts";
import { previewFiles } from "#functions/edit/result-files.ts";
import { photoOfScene, sceneOf } from "#functions/edit/scene-of.ts";
import { type EditJob, type Studio } from "#functions/edit/studio.ts";
import { newId } from "#functions/ids.ts";
import { type Cloud, OutsideFault } from "#functions/ports.ts";
import { changeEdit, moved, readEdit } from "#functions/records/edit-records.ts";
import { isBeingRemoved } from "#functions/records/removal-claim.ts";
import { retried } from "#functions/retried.ts";

type Needs = Omit<Cloud, "queue">;

/** A worker has this long for the models; after it only the studio is asked. Its function lives five minutes. */
const modelsWithinMs = 180_000;
/** Longer than a worker lives. */
const leaseMs = 6 * 60_000;

export type RunOutcome = "made" | "failed" | "not-ours";

/**
 * Works one edit off, from pending to preview or failed.
 *
 * The message that asks for it may come twice or late: whoever holds the lease works, and another message for the same
 * edit does nothing. The same message again means that its last worker is dead, so its lease is taken over and the
 * work starts from the beginning; should that worker live after all, its next write fails and it stops.
 *
 * An edit of a batch is kept as soon as it is made; where its worker died in between, the message that comes again does.
 * @param work the id of the message
 */
export async function runEdit(
  cloud: Needs,
  studio: Studio,
  { userId, editId, work }: { readonly userId: UserId; readonly editId: EditId; readonly work: string },
): Promise<RunOutcome> {
  const run = newId(cloud);
  const record = await take(cloud, userId, editId, { work, run });
  if (record === undefined) return keepForBatch(cloud, userId, editId);
  const startedMs = cloud.clock.now();
  await announceEdit(cloud, record);
  try {
    const onStep = (step: EditStep): Promise<void> => atStep(cloud, record, run, step);
    const made = await make(cloud, studio, record, startedMs + modelsWithinMs, onStep);
    if (!made.ok) return await fail(cloud, record, run, made.problem, startedMs);
    await onStep("saving");
    const outcome = await save(cloud, record, run, made.value, startedMs);
    return outcome === "made" && record.batchId ? await keepForBatch(cloud, userId, editId) : outcome;
  } catch (error) {
    if (error instanceof TakenAway) return "not-ours";
    throw error;
  }
}

/** Marks an edit failed that no worker could finish, or keep for the batch that it belongs to. */
export async function giveUpEdit(
  cloud: Needs,
  userId: UserId,
  editId: EditId,
  problem: Problem,
): Promise<void> {
  const given = await changeEdit(cloud, userId, editId, ({ record }) => {
    const failed = (why: Problem) => ({
      record: moved(record, "failed", cloud.clock.now(), { problem: why }),
    });
    if (isWaiting(record.status)) return failed(problem);
    return isToBeKept(record) ? failed(problemOf("save-failed")) : undefined;
  });
  if (!given?.changed) return;
  noteEnd(cloud, given.stored.record);
  await announceEdit(cloud, given.stored.record);
}

/** Keeps a preview that belongs to a batch: whoever started it has decided. */
async function keepForBatch(cloud: Needs, user: UserId, edit: EditId): Promise<RunOutcome> {
  const known = (await readEdit(cloud, user, edit))?.record;
  if (known === undefined || !isToBeKept(known)) return "not-ours";
  const kept = await acceptEdit(cloud, user, edit);
  // Undone meanwhile: then nothing is left to keep.
  if (!kept.ok) return "not-ours";
  const now = await readEdit(cloud, user, edit);
  if (now) await announceEdit(cloud, now.record);
  return "made";
}

const isToBeKept = ({ batchId, status }: EditRecord): boolean =>
  batchId !== undefined && status === "preview";

/** Cancelled, or another worker has it: nobody waits for this work any more. */
class TakenAway extends Error {
  override readonly name = "TakenAway";
}

async function take(
  cloud: Needs,
  user: UserId,
  edit: EditId,
  { work, run }: { readonly work: string; readonly run: string },
): Promise<EditRecord | undefined> {
  const nowMs = cloud.clock.now();
  const at = new Date(nowMs).toISOString();
  const taken = await changeEdit(cloud, user, edit, ({ record, lease }) => {
    if (!isWaiting(record.status)) return undefined;
    const isHeld = lease !== undefined && lease.untilMs > nowMs && lease.work !== work;
    if (isHeld) return undefined;
    return {
      record: { ...moved(record, "processing", nowMs), step: "reading", startedAt: at },
      lease: { work, run, untilMs: nowMs + leaseMs },
    };
  });
  return taken?.changed ? taken.stored.record : undefined;
}

/** Notes and tells what is being done. Throws TakenAway when the edit is no longer this run's. */
async function atStep(
  cloud: Needs,
  { userId, editId }: EditRecord,
  run: string,
  step: EditStep,
): Promise<void> {
  const noted = await changeEdit(cloud, userId, editId, ({ record, lease }) =>
    lease?.run === run && record.status === "processing"
      ? { record: { ...record, step, updatedAt: new Date(cloud.clock.now()).toISOString() }, lease }
      : undefined,
  );
  if (!noted?.changed) throw new TakenAway();
  await announceEdit(cloud, noted.stored.record);
}

async function make(
  cloud: Needs,
  studio: Studio,
  record: EditRecord,
  untilMs: number,
  onStep: (step: EditStep) => Promise<void>,
): Promise<Result<MadeEdit>> {
  const { userId, ask, sourceKey, maskKey, seed } = record;
  const file = await retried(cloud, maxRetries, () => cloud.objects.get(sourceKey));
  if (file === undefined) return refused(problemOf("load-failed"));
  if (ask.editType === "recipe")
    return makeRecipe(cloud, studio, file, ask.params.steps, seed, untilMs, onStep);
  const job = await readJob(cloud, file, ask, maskKey);
  if (!job.ok) return job;
  const scene = await sceneOf(cloud, userId, ask);
  if (!scene.ok) return scene;
  const again = scene.value && {
    like: scene.value.like,
    likePhoto: await photoOfScene(cloud, scene.value.photoKey),
  };
  return makeEdit(cloud, studio, { ...job.value, ...again }, seed, untilMs, {
    onStep,
    onPicture: (picture) => beginEncoding(cloud, record, picture),
  });
}

async function readJob(
  cloud: Needs,
  file: Uint8Array,
  ask: PhotoAsk,
  maskKey: string | undefined,
): Promise<Result<EditJob>> {
  const [source, drawn] = await Promise.all([
    decodePhoto(file, { maxPixels: maxPhotoPixels, minSidePx: 1 }),
    maskKey === undefined ? undefined : drawnMask(cloud, maskKey),
  ]);
  if (source.kind === "refused") return refused(problemOf("unreadable"));
  if (drawn === undefined) return done({ ask, photo: source.photo, painted: undefined });
  if (drawn.kind === "refused") return refused(problemOf("mask-missing"));
  const mask = fitMask(drawn.drawn, source.photo);
  return mask.kind === "refused"
    ? refused(problemOf(mask.reason === "empty" ? "mask-empty" : "mask-missing"))
    : done({ ask, photo: source.photo, painted: mask.mask });
}

/** Fetched and read beside the photo, whose size it is given afterwards. */
async function drawnMask(cloud: Needs, maskKey: string): Promise<DrawnMask> {
  const png = await retried(cloud, maxRetries, () => cloud.objects.get(maskKey));
  return png === undefined ? { kind: "refused", reason: "unreadable" } : readDrawnMask(png);
}

async function fail(
  cloud: Needs,
  { userId, editId }: EditRecord,
  run: string,
  problem: Problem,
  startedMs: number,
): Promise<RunOutcome> {
  const nowMs = cloud.clock.now();
  const failed = await changeEdit(cloud, userId, editId, ({ record, lease }) =>
    lease?.run === run
      ? { record: moved(record, "failed", nowMs, { problem, processingTimeMs: nowMs - startedMs }) }
      : undefined,
  );
  if (!failed?.changed) return "not-ours";
  noteEnd(cloud, failed.stored.record);
  await announceEdit(cloud, failed.stored.record);
  return "failed";
}

/** The files first, so that a preview that is shown is there; they go again when nobody wants it any more. */
async function save(
  cloud: Needs,
  record: EditRecord,
  run: string,
  made: MadeEdit,
  startedMs: number,
): Promise<RunOutcome> {
  const { files: encoded } = made.encoding ?? (await beginEncoding(cloud, record, made));
  const files = await encoded;
  const puts = await Promise.allSettled(
    files.map(({ file, bytes, type }) => {
      const key = previewKey(record.userId, record.editId, file);
      return retried(cloud, maxRetries, () => cloud.objects.put(key, bytes, type));
    }),
  );
  for (const put of puts)
    if (put.status === "rejected") return failToSave(cloud, record, run, put.reason, startedMs);
  const nowMs = cloud.clock.now();
  const saved = await changeEdit(cloud, record.userId, record.editId, ({ record: now, lease }) =>
    lease?.run === run
      ? {
          record: moved(now, "preview", nowMs, {
            resultKey: previewKey(record.userId, record.editId, "result.png"),
            modelId: made.modelId,
            structureScore: made.structureScore,
            ...(made.surfaces
              ? { found: [...made.surfaces.found], notFound: [...made.surfaces.notFound] }
              : {}),
            ...(made.scene ? { scene: writeScene(made.scene) } : {}),
            widthPx: made.photo.width,
            heightPx: made.photo.height,
            resultBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
            processingTimeMs: nowMs - startedMs,
          }),
          expiresAtMs: nowMs + times.previewKeptMs,
        }
      : undefined,
  );
  if (saved?.changed) {
    noteEnd(cloud, saved.stored.record);
    await announceEdit(cloud, saved.stored.record);
    return "made";
  }
  // Cancelled meanwhile. A run that took over saves under the same names, so only what nobody has is removed.
  if (saved === undefined || isBeingRemoved(saved.stored.lease, nowMs))
    await cloud.objects.remove(previewFiles(record));
  return "not-ours";
}

/** seeds/000 "S3 Result Save Failure": half a result is none. */
async function failToSave(
  cloud: Needs,
  record: EditRecord,
  run: string,
  error: unknown,
  startedMs: number,
): Promise<RunOutcome> {
  if (!(error instanceof OutsideFault)) throw error;
  cloud.log.error("result-not-saved", error, { editId: record.editId });
  const outcome = await fail(cloud, record, run, problemOf("save-failed"), startedMs);
  if (outcome === "failed") await cloud.objects.remove(previewFiles(record));
  return outcome;
}
