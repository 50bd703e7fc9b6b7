import { Layers } from "lucide-react";
import { Link } from "wouter";
import { type BatchView } from "#core/api/batch-views.ts";
import { useBatches } from "#src/backend/batches.ts";
import { batchWords } from "#src/batch-words.ts";

/** The way back to what runs or ran in the last day, on whatever device it was started. Nothing when there is none. */
export function RecentBatches() {
  const batches = useBatches();
  if (!batches.data || batches.data.length === 0) return undefined;
  return (
    <section>
      <h2>{batchWords.recent}</h2>
      <ul>
        {batches.data.map((batch) => (
          <li key={batch.batchId}>
            <BatchLine batch={batch} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BatchLine({ batch: { batchId, command, state, tasks, createdAt } }: { readonly batch: BatchView }) {
  const done = tasks.filter(({ status }) => status === "completed").length;
  const title = command ?? batchWords.title;
  return (
    <Link className="batch-link" href={`/batch/${batchId}`}>
      <Layers aria-hidden />
      <span>
        <strong>{state === "running" ? batchWords.states.running(title) : title}</strong>
        <span className="quiet small numbers">
          {state === "cancelled" || state === "undone" ? `${batchWords.states[state]} · ` : ""}
          {batchWords.line(done, tasks.length, createdAt)}
        </span>
      </span>
    </Link>
  );
}
