import { editTypesWithin } from "#core/batch/edit-types-within.ts";
import { type ReadInput } from "#core/api/operations.ts";
import { type EditView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord, editTypeOf } from "#core/edit/edit-record.ts";
import { flowOf } from "#core/edit/flows/index.ts";
import { mayDo } from "#core/edit/preview.ts";
import { seedAfter, seedBy } from "#core/edit/seed.ts";
import { legalClassOf } from "#core/disclosure/legal-class.ts";
import { type BatchId, type EditId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys, resultKey } from "#core/keys.ts";
import { maxChainLength } from "#core/limits/limits.ts";
import { type Plan } from "#core/limits/plans.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";
import { readMask } from "#functions/edit/mask.ts";
import { readAsk, type ReadAsk } from "#functions/edit/read-ask.ts";
import { sceneOf } from "#functions/edit/scene-of.ts";
import { viewEdit } from "#functions/edit/view.ts";
import { newEditId } from "#functions/ids.ts";
import { type Change, type Cloud } from "#functions/ports.ts";
import { chainOf, editKind, editsOfImage, readEdit } from "#functions/records/edit-records.ts";
import { imageKeys, readImage } from "#functions/records/image-records.ts";
import { countUse, usedUp } from "#functions/records/limit-counter.ts";
import { earlierRequest, noteRequest } from "#functions/records/request-record.ts";
import { storageLeft } from "#functions/records/storage.ts";
import { toItem } from "#functions/records/stored.ts";
import { writeNamed } from "#functions/records/write-named.ts";

type Needs = Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance">;
type Ask = ReadInput<"requestEdit">;

/** The batch that an edit is a task of. */
interface OfBatch {
  readonly batchId: BatchId;
  /** The batch's note of the edit: written with it, or neither is. */
  readonly noted: (editId: EditId) => Change;
}

/**
 * Takes an edit on: checks it whole, counts it, notes it and sends it to the workers. The same request again gives
 * the same edit, and sends it again while it waits, should the first sending have failed.
 * @param batch when it is a task of one; a batch that has changed meanwhile refuses it as a "conflict" at "batchId"
 */
export async function requestEdit(
  cloud: Needs,
  { userId, plan }: { readonly userId: UserId; readonly plan: Plan },
  request: Ask,
  batch?: OfBatch,
): Promise<Result<EditView>> {
  const earlier = await repeat(cloud, userId, request);
  if (earlier) return earlier;

  const variant = await readVariant(cloud, userId, request);
  if (!variant.ok) return variant;
  const asked = readAsk(request, variant.value?.maskKey !== undefined);
  if (!asked.ok) return asked;
  const image = await readImage(cloud, userId, request.imageId);
  if (image === undefined) return refused(problemOf("not-found", { field: "imageId" }));
  if (image.record.state !== "ready") return refused(image.record.problem ?? problemOf("not-ready"));
  if (variant.value && editTypeOf(variant.value) !== asked.value.ask.editType)
    return refused(
      problemOf("invalid-params", { field: "editType", detail: "a variant has the type of the first" }),
    );
  const source = await readSource(cloud, image.record, request, variant.value);
  if (!source.ok) return source;
  const scene = await sceneOf(cloud, userId, asked.value.ask);
  if (!scene.ok) return scene;

  const editId = newEditId(cloud);
  const maskKey = await keepMask(cloud, image.record, editId, asked.value, variant.value);
  if (!maskKey.ok) return maskKey;
  const record = await newRecord(cloud, {
    request,
    image: image.record,
    asked: furnishedAs(asked.value, scene.value?.like),
    variant: variant.value,
    source: source.value,
    editId,
    maskKey: maskKey.value,
    batchId: batch?.batchId,
  });
  const noted = await note(cloud, plan, record, batch);
  if (noted !== undefined) {
    if (maskKey.value !== undefined) await cloud.objects.remove([maskKey.value]);
    const twin = noted === "twin" ? await repeat(cloud, userId, request) : undefined;
    return twin ?? refused(noted === "twin" ? problemOf("conflict") : noted);
  }
  return send(cloud, record);
}

/** Furniture that stands elsewhere has its room and style, whatever was asked for beside it: so it is told of. */
function furnishedAs(asked: ReadAsk, like: KeptScene | undefined): ReadAsk {
  const { ask } = asked;
  if (like === undefined || ask.editType !== "virtual-staging") return asked;
  const { roomType, style } = like.scene;
  return { ...asked, ask: { ...ask, params: { ...ask.params, roomType, style } } };
}

async function repeat(cloud: Needs, user: UserId, request: Ask): Promise<Result<EditView> | undefined> {
  const made = await earlierRequest(cloud, user, request.requestId);
  if (made === undefined) return undefined;
  if (made.kind !== "edit") return refused(problemOf("conflict", { field: "requestId" }));
  const known = await readEdit(cloud, user, made.editId);
  if (known === undefined) return refused(problemOf("not-found", { field: "requestId" }));
  return known.record.status === "pending"
    ? send(cloud, known.record)
    : done(await viewEdit(cloud, known.record));
}

async function send(cloud: Needs, record: EditRecord): Promise<Result<EditView>> {
  await cloud.queue.send({ kind: "run-edit", userId: record.userId, editId: record.editId });
  return done(await viewEdit(cloud, record));
}

/** The edit that this one is another variant of. */
async function readVariant(
  cloud: Needs,
  user: UserId,
  { regenerates, imageId, parentEditId }: Ask,
): Promise<Result<EditRecord | undefined>> {
  if (!regenerates) return done(undefined);
  const field = "regenerates";
  const first = (await readEdit(cloud, user, regenerates))?.record;
  if (first === undefined) return refused(problemOf("not-found", { field }));
  if (first.imageId !== imageId)
    return refused(problemOf("invalid-params", { field, detail: "is an edit of another image" }));
  if (parentEditId && parentEditId !== first.parentEditId)
    return refused(
      problemOf("invalid-params", {
        field: "parentEditId",
        detail: "a variant is made on what the first was made on",
      }),
    );
  if (!mayDo(first.status, "regenerate"))
    return refused(problemOf(isWaiting(first.status) ? "not-ready" : "conflict", { field }));
  return done(first);
}

interface Source {
  readonly parent: EditRecord | undefined;
  readonly key: string;
  readonly chain: readonly EditRecord[];
}

/** What the edit is made on: the original, or the kept result of an edit of the same image. */
async function readSource(
  cloud: Needs,
  { userId, imageId, originalKey }: ImageRecord,
  request: Ask,
  variant: EditRecord | undefined,
): Promise<Result<Source>> {
  const parentId = variant ? variant.parentEditId : request.parentEditId;
  if (!parentId) return done({ parent: undefined, key: originalKey, chain: [] });
  const parent = (await readEdit(cloud, userId, parentId))?.record;
  // A variant of an edit whose parent was deleted has nothing left to be made on.
  if (parent === undefined)
    return refused(problemOf(variant ? "load-failed" : "not-found", { field: "parentEditId" }));
  if (parent.imageId !== imageId)
    return refused(
      problemOf("invalid-params", { field: "parentEditId", detail: "is an edit of another image" }),
    );
  if (parent.status !== "completed") return refused(whyNoParent(parent));
  const chain = await chainOf(cloud, userId, parent, maxChainLength);
  if (chain.length >= maxChainLength) return refused(problemOf("chain-too-long"));
  return done({ parent, key: resultKey(userId, parentId, "result.png"), chain });
}

function whyNoParent({ status }: EditRecord): Problem {
  const field = "parentEditId";
  if (status === "corrupted") return problemOf("corrupted", { field });
  if (isWaiting(status))
    return problemOf("not-ready", { field, detail: "the edit it is made on is still at work" });
  return problemOf("conflict", { field, detail: "only an edit that was kept can be edited again" });
}

/** Each edit has a mask of its own, so that one can go without the others. */
async function keepMask(
  cloud: Needs,
  image: ImageRecord,
  editId: EditId,
  { ask, maskData }: ReadAsk,
  variant: EditRecord | undefined,
): Promise<Result<string | undefined>> {
  const key = objectKeys.mask(image.userId, editId);
  if (maskData !== undefined) {
    const mask = await readMask(maskData, image);
    if (!mask.ok) return mask;
    await cloud.objects.put(key, mask.value, "image/png");
    return done(key);
  }
  if (variant?.maskKey === undefined) return done(undefined);
  if ((await cloud.objects.copy(variant.maskKey, key)) === "copied") return done(key);
  return flowOf(ask).mask === "required"
    ? refused(problemOf("mask-missing", { field: "params.maskData" }))
    : done(undefined);
}

interface Parts {
  readonly request: Ask;
  readonly image: ImageRecord;
  readonly asked: ReadAsk;
  readonly variant: EditRecord | undefined;
  readonly source: Source;
  readonly editId: EditId;
  readonly maskKey: string | undefined;
  readonly batchId: BatchId | undefined;
}

async function newRecord(
  cloud: Needs,
  { request, image, asked, variant, source, editId, maskKey, batchId }: Parts,
): Promise<EditRecord> {
  const at = new Date(cloud.clock.now()).toISOString();
  const { parent, chain } = source;
  // What was deleted from the middle of a chain is still in the pictures made on it.
  const wasAltered = parent?.legalClass === "altered";
  const types = [...chain.map(({ ask }) => ask), asked.ask].flatMap(editTypesWithin);
  return {
    editId,
    userId: image.userId,
    imageId: image.imageId,
    requestId: request.requestId,
    ...(parent ? { parentEditId: parent.editId } : {}),
    ...(batchId === undefined ? {} : { batchId }),
    variantOf: variant?.variantOf ?? editId,
    attempt: variant ? await nextAttempt(cloud, variant) : 1,
    ask: asked.ask,
    sourceKey: source.key,
    ...(maskKey === undefined ? {} : { maskKey }),
    status: "pending",
    seed: request.seed ?? freshSeed(cloud, variant?.seed),
    createdAt: at,
    updatedAt: at,
    estimateMs: Math.round(flowOf(asked.ask).estimateMs(image.width * image.height)),
    legalClass: wasAltered ? "altered" : legalClassOf(types),
  };
}

async function nextAttempt(
  cloud: Needs,
  { userId, imageId, variantOf, attempt }: EditRecord,
): Promise<number> {
  const variants = (await editsOfImage(cloud, userId, imageId)).filter(
    (edit) => edit.variantOf === variantOf,
  );
  return Math.max(attempt, ...variants.map((edit) => edit.attempt)) + 1;
}

/** Never the same as before. */
function freshSeed({ chance }: Needs, before: number | undefined): number {
  const seed = seedBy(chance.next());
  return seed === before ? seedAfter(seed, 1) : seed;
}

/** Together, so that a refused edit costs nothing. Undefined when it stands. */
async function note(
  cloud: Needs,
  plan: Plan,
  record: EditRecord,
  batch: OfBatch | undefined,
): Promise<Problem | "twin" | undefined> {
  const { userId, imageId, editId, requestId } = record;
  const nowMs = cloud.clock.now();
  const failed = await writeNamed(cloud.records, {
    request: noteRequest({ userId, requestId, made: { kind: "edit", editId } }, nowMs),
    edit: { kind: "put", item: toItem(editKind, { record }, undefined, nowMs), when: "absent" },
    edits: countUse("edits", plan, userId, nowMs),
    // Nobody makes an edit of an image that was deleted a moment ago.
    image: { kind: "check", key: imageKeys(userId, imageId), when: "present" },
    storage: storageLeft(plan, userId, nowMs),
    batch: batch?.noted(editId),
  });
  if (failed === undefined) return undefined;
  if (failed.has("request")) return "twin";
  if (failed.has("image")) return problemOf("not-found", { field: "imageId" });
  if (failed.has("batch")) return problemOf("conflict", { field: "batchId" });
  // What is made already may always be kept: so nothing more is made once all is taken.
  if (failed.has("storage")) return problemOf("storage-full");
  return failed.has("edits") ? usedUp("edits", nowMs) : problemOf("conflict");
}
