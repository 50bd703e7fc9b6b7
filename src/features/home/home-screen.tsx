import { Activity, Settings } from "lucide-react";
import { useEffect, useRef } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { explain } from "#src/backend/trouble.ts";
import { renewAddresses, useActivity, useImages } from "#src/backend/queries.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { CaptureBar } from "#src/features/upload/capture-bar.tsx";
import { useQueueView } from "#src/features/upload/phone-queue.ts";
import { QueueBar } from "#src/features/upload/queue-bar.tsx";
import { part, Parts } from "#src/features/start/part.tsx";
import { firstWords as words } from "#src/first-words.ts";
import "./home.css";
import { JobTile, PhotoTile } from "./photo-tile.tsx";

const FirstPhoto = part(async () => (await import("./first-photo.tsx")).FirstPhoto);

/** Every photo, newest first, and the way to the next one. */
export function HomeScreen() {
  const images = useImages();
  const { jobs, sending, isRead } = useQueueView();
  const client = useQueryClient();
  const found = images.data?.pages.flatMap(({ items }) => items) ?? [];
  const lookAt = useEditStates();
  const isEmpty = images.isSuccess && isRead && found.length === 0 && jobs.length === 0;
  const count = found.length + jobs.length;
  return (
    <div className="home">
      <header className="home-head">
        <h1>{words.appName}</h1>
        {count > 0 && <p className="quiet small numbers">{words.home.count(count, images.hasNextPage)}</p>}
        <LinkButton href="/settings" look="plain" iconOnly label={words.home.settings}>
          <Settings aria-hidden />
        </LinkButton>
      </header>
      <main>
        <QueueBar />
        {images.isError && found.length === 0 && (
          <TroubleBox trouble={explain(images.error)}>
            <Button onClick={() => void images.refetch()}>{words.common.tryAgain}</Button>
          </TroubleBox>
        )}
        {isEmpty ? (
          <Parts isOptional>
            <FirstPhoto />
          </Parts>
        ) : (
          <ul className="grid">
            {jobs.toReversed().map((job) => (
              <li key={job.id}>
                <JobTile job={job} share={sending?.id === job.id ? sending.share : undefined} />
              </li>
            ))}
            {found.map((image, place) => (
              <li key={image.imageId}>
                <PhotoTile
                  image={image}
                  edits={lookAt.get(image.imageId)}
                  eager={place < 6}
                  onBroken={() => renewAddresses(client)}
                />
              </li>
            ))}
            {images.isPending &&
              jobs.length === 0 &&
              [0, 1, 2, 3, 4, 5].map((place) => <li key={place} className="tile skeleton" aria-hidden />)}
          </ul>
        )}
        {images.hasNextPage && (
          <MoreWhenSeen isLoading={images.isFetchingNextPage} onSeen={() => void images.fetchNextPage()} />
        )}
      </main>
      <CaptureBar>
        <LinkButton href="/activity" look="plain">
          <Activity aria-hidden />
          {words.home.activity}
          {lookAt.toLookAt > 0 && (
            <span className="badge numbers" aria-label={words.home.toLookAt(lookAt.toLookAt)}>
              {lookAt.toLookAt}
            </span>
          )}
        </LinkButton>
      </CaptureBar>
    </div>
  );
}

/** What the edits of each photo are up to: for the badges. */
function useEditStates() {
  const edits = useActivity().data?.pages.flatMap(({ items }) => items) ?? [];
  const states = new Map<string, EditState>();
  let toLookAt = 0;
  for (const { imageId, status } of edits) {
    const state = editState(status);
    if (state === "look") toLookAt += 1;
    const known = states.get(imageId);
    if (state !== undefined && (known === undefined || rank.indexOf(state) < rank.indexOf(known)))
      states.set(imageId, state);
  }
  return { get: (image: string) => states.get(image), toLookAt };
}

export type EditState = "working" | "look" | "edited";
const rank: readonly EditState[] = ["working", "look", "edited"];

function editState(status: string): EditState | undefined {
  if (status === "pending" || status === "processing") return "working";
  if (status === "preview") return "look";
  return status === "completed" ? "edited" : undefined;
}

function MoreWhenSeen({ isLoading, onSeen }: { readonly isLoading: boolean; readonly onSeen: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (element === null || isLoading) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onSeen();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  });
  return (
    <div ref={mark} className="more">
      <Button look="plain" disabled={isLoading} onClick={onSeen}>
        {isLoading ? words.common.loading : words.home.more}
      </Button>
    </div>
  );
}
