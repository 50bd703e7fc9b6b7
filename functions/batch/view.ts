import { type BatchTaskView, type BatchView } from "#core/api/batch-views.ts";
import {
  type BatchRecord,
  batchStateOf,
  type BatchTask,
  taskStatusOf,
  type TaskStatus,
  timeLeft,
} from "#core/batch/batch.ts";
import { recipeFor } from "#core/batch/plan.ts";
import { say } from "#core/batch/say.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { times } from "#core/limits/times.ts";
import { settleLost } from "#functions/edit/settle-lost.ts";
import { type Cloud } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { type Stored } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "clock" | "log">;

/** A batch with what has become of each of its tasks. */
export async function viewBatch(
  cloud: Needs,
  { record, expiresAtMs }: Stored<BatchRecord>,
): Promise<BatchView> {
  const tasks = await readTasks(cloud, record);
  const startedMs = Date.parse(record.createdAt);
  const from = record.retriedAt ?? record.createdAt;
  const timed = tasks.map(({ status, task, edit }) => ({
    status,
    estimateMs: task.estimateMs,
    isEarlier: edit !== undefined && edit.updatedAt < from,
  }));
  return {
    batchId: record.batchId,
    state: batchStateOf(
      record.ended,
      tasks.map(({ status }) => status),
    ),
    command: record.command ?? null,
    steps: record.steps,
    createdAt: record.createdAt,
    updatedAt: tasks.reduce(
      (newest, { edit }) => (edit && edit.updatedAt > newest ? edit.updatedAt : newest),
      record.updatedAt,
    ),
    expiresAt: new Date(expiresAtMs ?? startedMs + times.batchKeptMs).toISOString(),
    estimateMs: timeLeft(timed, cloud.clock.now() - Date.parse(from)),
    tasks: tasks.map((each, at) => viewTask(each, recipeFor(record, at + 1).map(say))),
  };
}

export interface SeenTask {
  readonly task: BatchTask;
  /** Its last one, as long as it is there. */
  readonly edit: EditRecord | undefined;
  readonly status: TaskStatus;
}

/** The tasks with their edits as they stand. An edit that nobody works on any more is not waited for. */
export const readTasks = (cloud: Needs, { userId, tasks, ended }: BatchRecord): Promise<SeenTask[]> =>
  Promise.all(
    tasks.map(async (task) => {
      const editId = task.state === "asked" ? task.editIds.at(-1) : undefined;
      const stored = editId && (await readEdit(cloud, userId, editId));
      const edit = stored ? await settleLost(cloud, stored.record) : undefined;
      return { task, edit, status: taskStatusOf(task, edit?.status ?? null, ended) };
    }),
  );

const viewTask = ({ task, edit, status }: SeenTask, words: string[]): BatchTaskView => ({
  imageId: task.imageId,
  editId: edit?.editId ?? null,
  status,
  step: edit?.step ?? null,
  words,
  width: edit?.widthPx ?? (task.format ? task.width : null),
  height: edit?.heightPx ?? (task.format ? task.height : null),
  format: task.format ?? null,
  legalClass: edit?.legalClass ?? null,
  estimateMs: task.estimateMs,
  problem: viewProblem(edit?.problem ?? task.problem),
});
