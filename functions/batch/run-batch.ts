import { type BatchRecord, type BatchTask } from "#core/batch/batch.ts";
import { recipeFor } from "#core/batch/plan.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type BatchId, type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { newestKept } from "#functions/batch/photos-of.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { removeEdit } from "#functions/edit/remove-edit.ts";
import { type Change, type Cloud } from "#functions/ports.ts";
import { batchKind, changeBatch, readBatch } from "#functions/records/batch-records.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { type Stored, toItem } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance">;

/**
 * Goes on with a batch for as long as `budgetMs` allows: asks for the edit of each image that waits, or, when the batch
 * was called off, takes away what that names. Doing it twice, or by two workers at once, is doing it once: an edit and
 * the batch's note of it are written together.
 * @returns whether nothing is left to do
 */
export async function runBatch(
  cloud: Needs,
  user: UserId,
  batch: BatchId,
  budgetMs: number,
): Promise<boolean> {
  const untilMs = cloud.clock.now() + budgetMs;
  const known = await readBatch(cloud, user, batch);
  if (known === undefined) return true;
  if (known.record.ended !== undefined) return takeAway(cloud, known.record, untilMs);
  const { tasks } = known.record;
  const waiting = tasks.filter(({ state }) => state === "waiting").map(({ imageId }) => imageId);
  const parents = waiting.length > 0 ? await newestKept(cloud, user, waiting) : new Map();
  for (let at = 0; at < tasks.length; at++) {
    if (cloud.clock.now() > untilMs) return false;
    const state = await startTask(cloud, user, batch, at, parents);
    // Called off meanwhile: who called it off takes away what was asked for until then.
    if (state === "ended") return true;
  }
  return true;
}

/** Ends the wait of what could not even be asked for: it can be tried again. */
export async function giveUpBatch(
  cloud: Pick<Cloud, "records" | "clock">,
  user: UserId,
  batch: BatchId,
): Promise<void> {
  await changeBatch(cloud, user, batch, (now) =>
    now.tasks.some(({ state }) => state === "waiting")
      ? {
          ...now,
          tasks: now.tasks.map((task) =>
            task.state === "waiting"
              ? { ...task, state: "refused", problem: problemOf("save-failed") }
              : task,
          ),
        }
      : undefined,
  );
}

type Parents = ReadonlyMap<ImageId, EditRecord>;

async function startTask(
  cloud: Needs,
  user: UserId,
  batch: BatchId,
  at: number,
  parents: Parents,
): Promise<"started" | "ended"> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const stored = await readBatch(cloud, user, batch);
    if (stored === undefined || stored.record.ended !== undefined) return "ended";
    const task = stored.record.tasks[at];
    if (task?.state === "asked") await sendAgain(cloud, user, task);
    if (task?.state !== "waiting") return "started";
    const problem = await ask(cloud, stored, task, at, parents);
    if (problem === undefined) return "started";
    if (problem.kind === "conflict" && problem.field === batchField) continue;
    await noteRefusal(cloud, stored.record, at, problem);
    return "started";
  }
  throw new Error(`Twenty writers in a row were faster at batch ${batch}`);
}

const batchField = "batchId";

async function ask(
  cloud: Needs,
  stored: Stored<BatchRecord>,
  task: BatchTask,
  at: number,
  parents: Parents,
): Promise<Problem | undefined> {
  const { userId, batchId, plan, steps } = stored.record;
  const { imageId, requestId } = task;
  const asked = await requestEdit(
    cloud,
    { userId, plan },
    {
      requestId,
      imageId,
      parentEditId: parents.get(imageId)?.editId,
      editType: "recipe",
      params: { steps: recipeFor({ steps }, at + 1) },
    },
    { batchId, noted: (editId) => noted(cloud, stored, at, editId) },
  );
  return asked.ok ? undefined : asked.problem;
}

/** Goes into the write that makes the edit: fails when the batch has changed since, or was called off. */
function noted(cloud: Needs, stored: Stored<BatchRecord>, at: number, editId: EditId): Change {
  const nowMs = cloud.clock.now();
  const record = withTask(stored.record, at, (task) => ({
    ...task,
    state: "asked",
    editIds: [...task.editIds, editId],
  }));
  const expiresAtMs = stored.expiresAtMs;
  const updatedAt = new Date(nowMs).toISOString();
  const item = toItem(batchKind, { record: { ...record, updatedAt }, expiresAtMs }, stored, nowMs);
  return { kind: "put", item, when: { version: stored.version } };
}

async function noteRefusal(cloud: Needs, batch: BatchRecord, at: number, problem: Problem): Promise<void> {
  await changeBatch(cloud, batch.userId, batch.batchId, (now) =>
    now.ended === undefined && now.tasks[at]?.state === "waiting"
      ? withTask(now, at, (task) => ({ ...task, state: "refused", problem }))
      : undefined,
  );
}

/** A worker that died may have made the edit and not sent it; sent twice it is made once. */
async function sendAgain(cloud: Needs, user: UserId, { editIds }: BatchTask): Promise<void> {
  const editId = editIds.at(-1);
  const edit = editId && (await readEdit(cloud, user, editId));
  if (edit && edit.record.status === "pending")
    await cloud.queue.send({ kind: "run-edit", userId: user, editId: edit.record.editId });
}

/** cancelled: what is not made yet · undone: every edit there is. */
async function takeAway(
  cloud: Needs,
  { userId, tasks, ended }: BatchRecord,
  untilMs: number,
): Promise<boolean> {
  for (const editId of tasks.flatMap(({ editIds }) => editIds)) {
    if (cloud.clock.now() > untilMs) return false;
    await removeEdit(cloud, userId, editId, ({ status }) =>
      ended === "undone" || isWaiting(status) ? undefined : problemOf("conflict"),
    );
  }
  return true;
}

const withTask = (batch: BatchRecord, at: number, change: (task: BatchTask) => BatchTask): BatchRecord => ({
  ...batch,
  tasks: batch.tasks.map((task, index) => (index === at ? change(task) : task)),
});
