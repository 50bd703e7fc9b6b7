import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchRecord } from "#core/batch/batch.ts";
import { batchId, type UserId } from "#core/ids.ts";
import { done, type Result } from "#core/result.ts";
import { viewBatch } from "#functions/batch/view.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { type Cloud } from "#functions/ports.ts";
import { batchPage } from "#functions/records/batch-records.ts";
import { type Stored } from "#functions/records/stored.ts";

/** Each is shown with its tasks, which are as many reads. */
const usualPage = 5;

/** This person's batches, newest first. `updatedSince` looks at the batch itself, not at its edits. */
export async function listBatches(
  cloud: Pick<Cloud, "records" | "clock" | "log">,
  user: UserId,
  ask: PageAsk,
): Promise<Result<{ readonly items: BatchView[]; readonly nextToken: string | undefined }>> {
  const page = await collectPage<Row, BatchRecord["batchId"]>(
    user,
    "batches",
    "BATCH#",
    batchId,
    { ...ask, limit: ask.limit ?? usualPage },
    ({ record }) => record.batchId,
    () => true,
    async (limit, after) => {
      const { batches, lastKey } = await batchPage(cloud, user, limit, after);
      return { records: batches.map((each) => ({ ...each, updatedAt: each.record.updatedAt })), lastKey };
    },
  );
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map((row) => viewBatch(cloud, row)));
  return done({ items, nextToken: page.value.nextToken });
}

type Row = Stored<BatchRecord> & { readonly updatedAt: string };
