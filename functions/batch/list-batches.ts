import { type BatchView } from "#core/api/batch-views.ts";
import { batchId, type UserId } from "#core/ids.ts";
import { done, type Result } from "#core/result.ts";
import { viewBatch } from "#functions/batch/view.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { type Cloud } from "#functions/ports.ts";
import { batchKind, batchPage } from "#functions/records/batch-records.ts";

/** Each is shown with its tasks, which are as many reads. */
const usualPage = 5;

/** This person's batches, newest first. `updatedSince` looks at the batch itself, not at its edits. */
export async function listBatches(
  cloud: Pick<Cloud, "records" | "clock" | "log">,
  user: UserId,
  ask: PageAsk,
): Promise<Result<{ readonly items: BatchView[]; readonly nextToken: string | undefined }>> {
  const page = await collectPage(
    user,
    { ...ask, limit: ask.limit ?? usualPage },
    {
      name: "batches",
      kind: batchKind,
      id: batchId,
      read: (limit, after) => batchPage(cloud, user, limit, after),
    },
  );
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map((row) => viewBatch(cloud, row)));
  return done({ items, nextToken: page.value.nextToken });
}
