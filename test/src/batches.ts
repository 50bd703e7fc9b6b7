import { type BatchView } from "#core/api/batch-views.ts";
import { isTaskWaiting, type TaskStatus } from "#core/batch/batch.ts";
import { batchId } from "#core/ids.ts";
import { anImageId } from "./views.ts";

/** A batch of tasks that are worth a second each. */
export const aBatch = ({
  statuses,
  estimateMs = 0,
}: {
  readonly statuses: readonly TaskStatus[];
  readonly estimateMs?: number;
}): BatchView => ({
  batchId: batchId.parse("01890000-0000-7000-8000-000000000001"),
  state: statuses.some(isTaskWaiting) ? "running" : "done",
  command: "straighten",
  steps: [{ step: { op: "straighten" }, except: [] }],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2026-01-02T00:00:00.000Z",
  estimateMs,
  tasks: statuses.map((status, place) => ({
    imageId: anImageId(place),
    status,
    words: ["Straighten"],
    estimateMs: 1000,
  })),
});
