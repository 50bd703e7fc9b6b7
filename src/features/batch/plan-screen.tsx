import { useReducer, useState } from "react";
import { useLocation } from "wouter";
import { timeLeft } from "#core/batch/batch.ts";
import { maxBatchPhotos } from "#core/batch/plan.ts";
import { type ImageId } from "#core/ids.ts";
import { useBackend } from "#src/backend/backend.ts";
import { useImagesById, useStartBatch } from "#src/backend/batches.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { EmptyState } from "#src/design/empty-state.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { useEscape } from "#src/features/listing/use-escape.ts";
import { useIsOnline } from "#src/features/start/signal-banner.tsx";
import { localPictures } from "#src/features/upload/local-pictures.ts";
import { activityWords } from "#src/activity-words.ts";
import { batchWords } from "#src/batch-words.ts";
import { firstWords } from "#src/first-words.ts";
import { BatchPage } from "./batch-page.tsx";
import { type Chosen, keepChosen, readChosen } from "./chosen.ts";
import { CommandForm } from "./command-form.tsx";
import { PlanShown } from "./plan-shown.tsx";
import { advance, type Ask, attemptOf, type Plan, photosToRun, planOf } from "./planning.ts";
import { RecentBatches } from "./recent-batches.tsx";

/** From chosen photos and a sentence to a plan. Nothing runs before the person has seen it and said so. */
export function PlanScreen() {
  const [chosen, setChosen] = useState(() => readChosen(window.history.state));
  if (chosen.imageIds.length === 0) return <NoneChosen />;
  if (chosen.imageIds.length <= maxBatchPhotos) return <Planner chosen={chosen} />;
  const takeFirst = (): void => {
    const fewer = { ...chosen, imageIds: chosen.imageIds.slice(0, maxBatchPhotos) };
    keepChosen(fewer);
    setChosen(fewer);
  };
  return (
    <BatchPage title={batchWords.title}>
      <TroubleBox trouble={batchWords.tooMany(chosen.imageIds.length, maxBatchPhotos)}>
        <Button onClick={takeFirst}>{batchWords.takeFirst(maxBatchPhotos)}</Button>
      </TroubleBox>
    </BatchPage>
  );
}

function NoneChosen() {
  return (
    <BatchPage title={batchWords.title}>
      <EmptyState title={batchWords.none.title}>
        <p className="quiet">{batchWords.none.why}</p>
        <LinkButton href="/" look="main">
          {activityWords.toPhotos}
        </LinkButton>
      </EmptyState>
      <RecentBatches />
    </BatchPage>
  );
}

function Planner({ chosen }: { readonly chosen: Chosen }) {
  const { imageIds } = chosen;
  const { call } = useBackend();
  const [, navigate] = useLocation();
  const [command, setCommand] = useState(chosen.command ?? "");
  const [planning, tell] = useReducer(advance, { state: "writing" });
  const start = useStartBatch();
  const images = useImagesById(imageIds);
  const isOnline = useIsOnline();
  useEscape(true, () => window.history.back());

  const write = (text: string): void => {
    setCommand(text);
    keepChosen({ imageIds, command: text });
  };
  const ask = (wanted: Ask): void => {
    const attempt = attemptOf(planning) + 1;
    start.reset();
    write(wanted.by === "command" ? wanted.command : wanted.from.command);
    tell({ type: "ask", ask: wanted });
    call(
      "planBatch",
      wanted.by === "command"
        ? { imageIds: [...imageIds], command: wanted.command }
        : { imageIds: [...imageIds], steps: wanted.steps },
    ).then(
      (answer) => tell({ type: "answered", attempt, answer, requestId: newRequestId() }),
      (error: unknown) => tell({ type: "refused", attempt, trouble: explain(error) }),
    );
  };
  const run = ({ requestId, steps, from }: Plan): void =>
    start.mutate(
      { requestId, imageIds: [...imageIds], steps, command: from.title },
      { onSuccess: ({ batchId }) => navigate(`/batch/${batchId}`, { replace: true }) },
    );

  const plan = planOf(planning);
  const isStale = plan === undefined || command.trim() !== plan.from.command;
  return (
    <BatchPage
      title={batchWords.title}
      bar={
        isStale ? (
          <Button
            look="main"
            wide
            type="submit"
            form="command"
            disabled={command.trim() === "" || planning.state === "asking"}
          >
            {batchWords.plan}
          </Button>
        ) : (
          <RunBar
            plan={plan}
            isPlanned={planning.state === "planned"}
            isStarting={start.isPending}
            onRun={() => run(plan)}
          />
        )
      }
    >
      <ChosenPhotos imageIds={imageIds} images={images} />
      {!isOnline && <TroubleBox trouble={batchWords.offline} />}
      <CommandForm command={command} onWrite={write} onAsk={ask} isOpen={plan === undefined} />
      <output className="batch-asking">
        {planning.state === "asking" && (
          <>
            {batchWords.planning}
            <ProgressLine label={batchWords.planning} />
          </>
        )}
      </output>
      {planning.state === "refused" && (
        <TroubleBox trouble={planning.trouble}>
          <Button onClick={() => ask(planning.ask)}>{firstWords.common.tryAgain}</Button>
        </TroubleBox>
      )}
      {start.isError && <TroubleBox trouble={explain(start.error)} />}
      {plan && <PlanShown plan={plan} images={images} isBusy={planning.state === "asking"} onAsk={ask} />}
    </BatchPage>
  );
}

/** What it comes to, and the way to let it run. */
function RunBar({
  plan,
  isPlanned,
  isStarting,
  onRun,
}: {
  readonly plan: Plan;
  readonly isPlanned: boolean;
  readonly isStarting: boolean;
  readonly onRun: () => void;
}) {
  const { photos, from } = plan;
  const count = photosToRun(plan);
  const isReady = isPlanned && from.question === undefined && count > 0;
  const willRun = photos.filter(({ problem, words: steps }) => !problem && steps.length > 0);
  const ms = timeLeft(
    willRun.map(({ estimateMs }) => ({ estimateMs, status: "pending" })),
    0,
  );
  const usd = willRun.reduce((sum, photo) => sum + photo.usd, 0);
  return (
    <>
      {count > 0 && <p className="small numbers">{batchWords.overall(count, ms, usd)}</p>}
      <Button look="main" wide disabled={!isReady || isStarting} onClick={onRun}>
        {isStarting ? batchWords.starting : runWords(from.question !== undefined, count)}
      </Button>
    </>
  );
}

function runWords(isAsked: boolean, count: number): string {
  if (isAsked) return batchWords.answerFirst;
  return count === 0 ? batchWords.nothingToRun : batchWords.run(count);
}

function ChosenPhotos({
  imageIds,
  images,
}: {
  readonly imageIds: readonly ImageId[];
  readonly images: ReturnType<typeof useImagesById>;
}) {
  return (
    <section aria-label={batchWords.chosen}>
      <p className="quiet numbers">{batchWords.photos(imageIds.length)}</p>
      {/* Scrolled by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="batch-strip" tabIndex={0} aria-label={batchWords.chosen}>
        {imageIds.map((id, place) => (
          <li key={id}>
            <PhotoFrame
              src={images[place]?.thumbUrl ?? localPictures.of(id)}
              alt={images[place]?.fileName ?? batchWords.aPhoto}
              className="batch-thumb"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
