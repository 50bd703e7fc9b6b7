import "#src/features/batch/batch.css";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { type EditView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { explain } from "#src/backend/trouble.ts";
import { imageNameIn, renewAddresses, useActivity, useImages } from "#src/backend/queries.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { EmptyState } from "#src/design/empty-state.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { PageHead } from "#src/design/page-head.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { RecentBatches } from "#src/features/batch/recent-batches.tsx";
import { describeParams } from "#src/features/edit/describe-params.ts";
import { activityWords } from "#src/activity-words.ts";
import { editTypeWords, editWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { photoWords } from "#src/photo-words.ts";
import "./activity.css";

/** Everything that runs or ran, newest first. */
export function ActivityScreen() {
  const activity = useActivity();
  // Names and pictures of the photos come with the list of them.
  useImages();
  const edits = (activity.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ status }) => status !== "corrupted",
  );
  const groups = [
    { title: activityWords.running, edits: edits.filter(({ status }) => isWaiting(status)) },
    { title: activityWords.look, edits: edits.filter(({ status }) => status === "preview") },
    {
      title: activityWords.done,
      edits: edits.filter(({ status }) => status === "completed" || status === "failed"),
    },
  ].filter((group) => group.edits.length > 0);
  return (
    <div className="page">
      <PageHead title={activityWords.title} back={photoWords.back} />
      <main>
        <RecentBatches />
        {activity.isError && edits.length === 0 && (
          <TroubleBox trouble={explain(activity.error)}>
            <Button onClick={() => void activity.refetch()}>{firstWords.common.tryAgain}</Button>
          </TroubleBox>
        )}
        {activity.isSuccess && edits.length === 0 && (
          <EmptyState title={activityWords.empty}>
            <p className="quiet">{activityWords.emptyWhy}</p>
            <LinkButton href="/" look="main">
              {activityWords.toPhotos}
            </LinkButton>
          </EmptyState>
        )}
        {groups.map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.edits.map((edit) => (
                <li key={edit.editId}>
                  <ActivityLine edit={edit} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {activity.hasNextPage && (
          <Button
            look="plain"
            disabled={activity.isFetchingNextPage}
            onClick={() => void activity.fetchNextPage()}
          >
            {firstWords.home.more}
          </Button>
        )}
      </main>
    </div>
  );
}

function ActivityLine({ edit }: { readonly edit: EditView }) {
  const client = useQueryClient();
  const name = imageNameIn(client, edit.imageId);
  const said = edit.status === "failed" ? edit.problem?.message : describeParams(edit);
  return (
    <Link className="activity-line" href={`/p/${edit.imageId}?edit=${edit.editId}`}>
      <PhotoFrame
        src={edit.thumbUrl ?? edit.sourceUrl ?? undefined}
        alt=""
        className="activity-photo"
        onBroken={() => renewAddresses(client)}
      />
      <span>
        <strong>{editTypeWords[edit.editType].name}</strong>
        {said && <span className="small">{said}</span>}
        <span className="quiet small numbers">
          {isWaiting(edit.status)
            ? edit.step
              ? editWords.steps[edit.step]
              : editWords.waitingTurn
            : `${editWords.status[edit.status]} · ${firstWords.format.when(edit.updatedAt)}`}
          {name && ` · ${name}`}
        </span>
        {isWaiting(edit.status) && <ProgressLine label={editWords.progress} />}
      </span>
    </Link>
  );
}
