import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { type BatchView } from "#core/api/batch-views.ts";
import { isRetryable } from "#core/batch/batch.ts";
import { type BatchId } from "#core/ids.ts";
import { useBackend } from "#src/backend/backend.ts";
import {
  useBatch,
  useCancelBatch,
  useEditsById,
  useImagesById,
  useRetryBatch,
} from "#src/backend/batches.ts";
import { useLastingError } from "#src/backend/lasting-error.ts";
import { explain, isGone } from "#src/backend/trouble.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { Choices } from "#src/design/choices.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { useNow } from "#src/design/use-now.ts";
import { batchWords } from "#src/batch-words.ts";
import { firstWords } from "#src/first-words.ts";
import { BatchPage } from "./batch-page.tsx";
import { hear, type Pace, shareDone, timeLeft } from "./pace.ts";
import { ResultsBar } from "./results-bar.tsx";
import { TaskTile } from "./task-tile.tsx";
import { tellEnd } from "./tell-end.ts";

/** What becomes of each photo of a batch, from its start to its results. */
export function RunScreen({ id }: { readonly id: BatchId }) {
  const batch = useBatch(id);
  const error = useLastingError(batch.error);
  const { call } = useBackend();
  const client = useQueryClient();
  const isRunning = batch.data?.state === "running";
  useEffect(() => {
    if (isRunning) tellEnd(client, call, id);
  }, [isRunning, client, call, id]);
  if (batch.data) return <Run batch={batch.data} trouble={batch.isError ? batch.error : undefined} />;
  if (error === null) return <BatchPage title={batchWords.title}>{firstWords.common.loading}</BatchPage>;
  return (
    <BatchPage title={batchWords.title}>
      <TroubleBox trouble={isGone(error) ? batchWords.gone : explain(error)}>
        {!isGone(error) && <Button onClick={() => void batch.refetch()}>{firstWords.common.tryAgain}</Button>}
        <LinkButton href="/">{batchWords.backToPhotos}</LinkButton>
      </TroubleBox>
    </BatchPage>
  );
}

type Showing = "after" | "before";

function Run({ batch, trouble }: { readonly batch: BatchView; readonly trouble: unknown }) {
  const { batchId, tasks, state, command } = batch;
  const [showing, setShowing] = useState<Showing>("after");
  const images = useImagesById(tasks.map(({ imageId }) => imageId));
  const made = tasks.flatMap(({ editId, status }) => (editId && status === "completed" ? [editId] : []));
  const edits = useEditsById(made);
  const cancel = useCancelBatch();
  const retry = useRetryBatch();
  const problems = tasks.flatMap((task, place) => (task.problem ? [{ ...task, image: images[place] }] : []));
  const retryable = tasks.filter(({ status }) => isRetryable(status)).length;
  return (
    <BatchPage
      title={batchWords.title}
      bar={
        state === "running" ? (
          <Progress
            batch={batch}
            isCancelling={cancel.isPending}
            onCancel={() => cancel.mutate({ batchId })}
          />
        ) : (
          <ResultsBar batch={batch} />
        )
      }
    >
      <p className="batch-title">{command}</p>
      <output className={state === "running" ? "only-spoken" : "batch-summary"}>
        {headline(batch, made.length)}
      </output>
      {trouble !== undefined && <TroubleBox trouble={explain(trouble)} />}
      {cancel.isError && <TroubleBox trouble={explain(cancel.error)} />}
      {state === "running" && <p className="small quiet">{batchWords.mayLeave}</p>}
      {state !== "running" && problems.length > 0 && (
        <Troubles
          problems={problems.map(({ imageId, image, problem }) => ({
            imageId,
            name: image?.fileName ?? batchWords.aPhoto,
            problem: problem ?? firstWords.trouble.ours,
          }))}
          retryable={state === "done" ? retryable : 0}
          isBusy={retry.isPending}
          failure={retry.isError ? retry.error : undefined}
          onRetry={() => retry.mutate({ batchId })}
        />
      )}
      {made.length > 0 && state !== "running" && (
        <div className="batch-showing">
          <Choices
            legend={batchWords.showing}
            choices={[
              { value: "after", label: batchWords.after },
              { value: "before", label: batchWords.before },
            ]}
            value={showing}
            onChange={setShowing}
          />
          <p className="small quiet">{batchWords.tapToCompare}</p>
        </div>
      )}
      <ul className="grid batch-grid" aria-label={batchWords.tasks}>
        {tasks.map((task, place) => (
          <li key={task.imageId}>
            <TaskTile
              task={task}
              image={images[place]}
              edit={task.editId ? edits.get(task.editId) : undefined}
              isBefore={showing === "before"}
            />
          </li>
        ))}
      </ul>
    </BatchPage>
  );
}

/** Spoken when it changes: how many are done, not every second of the clock. */
function headline({ state, tasks }: BatchView, done: number): string {
  switch (state) {
    case "running":
      return batchWords.done(done, tasks.length);
    case "done":
      return batchWords.summary(done, tasks.length);
    case "cancelled":
      return `${batchWords.cancelled} ${batchWords.summary(done, tasks.length)}.`;
    case "undone":
      return batchWords.undone;
  }
}

function Progress({
  batch,
  isCancelling,
  onCancel,
}: {
  readonly batch: BatchView;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}) {
  const [pace, update] = useReducer(
    (before: Pace, { heard, nowMs }: { readonly heard: BatchView; readonly nowMs: number }) =>
      hear(before, heard, nowMs),
    undefined,
    () => hear(undefined, batch, Date.now()),
  );
  const nowMs = useNow(1000);
  useEffect(() => update({ heard: batch, nowMs: Date.now() }), [batch]);
  const done = batch.tasks.filter(({ status }) => status === "completed").length;
  return (
    <>
      <ProgressLine label={batchWords.progress} share={shareDone(pace)} />
      <div className="batch-progress">
        <p className="numbers">
          <strong>{batchWords.done(done, batch.tasks.length)}</strong>
          <span className="small quiet">{batchWords.left(timeLeft(pace, nowMs))}</span>
        </p>
        <Button disabled={isCancelling} onClick={onCancel}>
          {batchWords.cancel}
        </Button>
      </div>
    </>
  );
}

/** Each photo that did not work, why, and what to do next. */
function Troubles({
  problems,
  retryable,
  isBusy,
  failure,
  onRetry,
}: {
  readonly problems: readonly {
    readonly imageId: string;
    readonly name: string;
    readonly problem: { readonly message: string; readonly remedy: string };
  }[];
  readonly retryable: number;
  readonly isBusy: boolean;
  readonly failure: unknown;
  readonly onRetry: () => void;
}) {
  return (
    <section aria-labelledby="troubles">
      <h2 id="troubles">{batchWords.troubles}</h2>
      <ul className="batch-troubles">
        {problems.map(({ imageId, name, problem }) => (
          <li key={imageId}>
            <strong>{name}</strong>
            <span className="small batch-stopped">{problem.message}</span>
            <span className="small quiet">{problem.remedy}</span>
          </li>
        ))}
      </ul>
      {retryable > 0 && (
        <Button disabled={isBusy} onClick={onRetry}>
          {batchWords.retry(retryable)}
        </Button>
      )}
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
    </section>
  );
}
