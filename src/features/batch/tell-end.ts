import { type QueryClient } from "@tanstack/react-query";
import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { followBatch } from "#src/backend/batches.ts";
import { toast } from "#src/design/toast.tsx";
import { batchWords } from "#src/batch-words.ts";
import { firstWords } from "#src/first-words.ts";

const followed = new Set<BatchId>();

/** Says when a batch has ended, wherever its person is by then; where it is seen anyway nothing is said. */
export function tellEnd(client: QueryClient, call: Call, batchId: BatchId): void {
  if (followed.has(batchId)) return;
  followed.add(batchId);
  followBatch(client, call, batchId, (batch) => {
    followed.delete(batchId);
    if (batch) announce(batch);
  });
}

function announce({ batchId, state, tasks }: BatchView): void {
  const href = `/batch/${batchId}`;
  // Cancelled and undone it is by its person, who knows.
  if (state !== "done" || window.location.pathname === href) return;
  const done = tasks.filter(({ status }) => status === "completed").length;
  const text = batchWords.ended(batchWords.summary(done, tasks.length));
  toast({ text, link: { href, text: firstWords.common.show }, forMs: 10_000 });
}
