import { ArrowLeft, Ellipsis } from "lucide-react";
import { useCallback, useState } from "react";
import { Redirect, useLocation } from "wouter";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { listingId as anyListingId, type ListingId } from "#core/ids.ts";
import { roomOf } from "#core/listing/shot-list.ts";
import { useDeleteUndoably, useLeavingThings } from "#src/backend/deletions.ts";
import { useListings } from "#src/backend/listings.ts";
import { useImages } from "#src/backend/queries.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button, IconButton, LinkButton } from "#src/design/button.tsx";
import { EmptyState } from "#src/design/empty-state.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { ActivityLink } from "#src/features/home/activity-link.tsx";
import { HomeWaiting } from "#src/features/home/home-waiting.tsx";
import { MoreWhenSeen } from "#src/features/home/more-when-seen.tsx";
import { useEditStates } from "#src/features/home/use-edit-states.ts";
import { InstallWhenKept } from "#src/features/start/install-when-kept.tsx";
import { part, Parts } from "#src/features/start/part.tsx";
import { useAsGrid } from "#src/features/start/last-grid.ts";
import { CaptureBar } from "#src/features/upload/capture-bar.tsx";
import { useQueueView } from "#src/features/upload/phone-queue.ts";
import { QueueBar } from "#src/features/upload/queue-bar.tsx";
import { firstWords } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";
import { ListingMenu } from "./listing-menu.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { readAll } from "./read-all.ts";
import { noSelection, select, type SelectionEvent } from "./selection.ts";
import { ShotListRow } from "./shot-list-row.tsx";
import { useEscape } from "./use-escape.ts";
import "#src/features/home/home.css";
import "./listing.css";

const SelectionBar = part(async () => (await import("./selection-bar.tsx")).SelectionBar);

/** One listing: its photos, what is still to be taken, and everything that can be done with many at once. */
export function ListingScreen({ listing }: { readonly listing: string }) {
  const id = anyListingId.safeParse(listing);
  return id.success ? <KnownListing id={id.data} /> : <Redirect to="/" replace />;
}

function KnownListing({ id }: { readonly id: ListingId }) {
  const listings = useListings();
  const leaving = useLeavingThings();
  const found = (listings.data ?? []).find(({ listingId }) => listingId === id);
  if (found && !leaving.has(id))
    return (
      <Listing
        listing={found}
        listings={(listings.data ?? []).filter((one) => !leaving.has(one.listingId))}
      />
    );
  if (listings.isPending || (listings.isFetching && !leaving.has(id)))
    return (
      <main className="home" aria-busy="true">
        <HomeWaiting />
      </main>
    );
  return (
    <main className="photo-lost home">
      <h1 className="only-spoken">{firstWords.appName}</h1>
      <TroubleBox trouble={listings.isError ? explain(listings.error) : listingWords.gone}>
        {listings.isError && (
          <Button onClick={() => void listings.refetch()}>{firstWords.common.tryAgain}</Button>
        )}
        <LinkButton href="/">{listingWords.back}</LinkButton>
      </TroubleBox>
    </main>
  );
}

function Listing({
  listing,
  listings,
}: {
  readonly listing: ListingView;
  readonly listings: readonly ListingView[];
}) {
  const { listingId, name, rooms, isSample } = listing;
  useAsGrid(`/l/${listingId}`);
  const images = useImages(listingId);
  const leaving = useLeavingThings();
  const lookAt = useEditStates();
  const queue = useQueueView();
  const [room, setRoom] = useState<string>();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [selection, setSelection] = useState(noSelection);
  const onSelect = useCallback((event: SelectionEvent) => setSelection((now) => select(now, event)), []);
  useEscape(selection.state === "on", () => onSelect({ type: "end" }));

  const isShown = (image: ImageView): boolean =>
    !leaving.has(image.imageId) && (room === undefined || roomOf(image, rooms) === room);
  const read = images.data?.pages.flatMap(({ items }) => items) ?? [];
  const all = read.filter(({ imageId }) => !leaving.has(imageId));
  const jobs = queue.jobs.filter((job) => job.listingId === listingId);
  const shown = read.filter(isShown);
  const isEmpty = images.isSuccess && queue.isRead && all.length === 0 && jobs.length === 0;
  const isOn = selection.state === "on";
  return (
    <div className="home">
      <header className="listing-head">
        <LinkButton href="/" look="plain" iconOnly label={listingWords.back}>
          <ArrowLeft aria-hidden />
        </LinkButton>
        <h1>{name}</h1>
        {isSample && <span className="card-sample">{listingWords.sample}</span>}
        <IconButton label={listingWords.menu} onClick={() => setMenuOpen(true)}>
          <Ellipsis aria-hidden />
        </IconButton>
      </header>
      <main>
        <QueueBar />
        <InstallWhenKept />
        {isSample && <SampleNote listing={listing} />}
        <ShotListRow listing={listing} images={all} chosen={room} onChoose={setRoom} />
        {images.isError && all.length === 0 && (
          <TroubleBox trouble={explain(images.error)}>
            <Button onClick={() => void images.refetch()}>{firstWords.common.tryAgain}</Button>
          </TroubleBox>
        )}
        {isEmpty && (
          <EmptyState title={listingWords.empty}>
            <p className="quiet">{listingWords.emptyWhy}</p>
          </EmptyState>
        )}
        {all.length > 0 && (
          <div className="home-section">
            <p className="quiet small numbers">
              {isOn ? (
                <>
                  {listingWords.selection.hint}
                  <span className="only-keys"> {listingWords.selection.hintKeys}</span>
                </>
              ) : (
                listingWords.photos(Math.max(listing.imageCount, all.length))
              )}
            </p>
            <Button
              look="plain"
              aria-pressed={isOn}
              onClick={() => onSelect({ type: isOn ? "end" : "begin" })}
            >
              {isOn ? listingWords.done : listingWords.select}
            </Button>
          </div>
        )}
        {room !== undefined && shown.length === 0 && (
          <p className="quiet listing-hint">{listingWords.emptyRoom(room)}</p>
        )}
        <PhotoGrid
          images={shown}
          hasMore={images.hasNextPage}
          jobs={room === undefined ? jobs.toReversed() : []}
          sending={queue.sending}
          editsOf={lookAt.get}
          isSample={() => false}
          skeletons={images.isPending && jobs.length === 0 ? 6 : 0}
          selection={selection}
          onSelect={onSelect}
        />
        {images.hasNextPage && (
          <MoreWhenSeen
            isLoading={images.isFetchingNextPage}
            isFetching={images.isFetching}
            onSeen={() => void images.fetchNextPage()}
          />
        )}
      </main>
      {isOn ? (
        <Parts>
          <SelectionBar
            images={shown}
            hasMore={images.hasNextPage}
            readAll={async () => (await readAll(images)).filter(isShown)}
            selection={selection}
            onSelect={onSelect}
            listings={listings}
            listing={listing}
          />
        </Parts>
      ) : (
        <CaptureBar listingId={listingId}>
          <ActivityLink />
        </CaptureBar>
      )}
      {isMenuOpen && <ListingMenu listing={listing} onClose={() => setMenuOpen(false)} />}
    </div>
  );
}

/** Says what the sample is, and takes it away in one tap. */
function SampleNote({ listing }: { readonly listing: ListingView }) {
  const remove = useDeleteUndoably();
  const [, navigate] = useLocation();
  return (
    <p className="card-note">
      <span>{listingWords.samples.what}</span>
      <Button
        onClick={() => {
          const { listingId } = listing;
          remove([{ what: "listing", listingId, images: "delete" }], listingWords.samples.removed);
          navigate("/");
        }}
      >
        {listingWords.samples.remove}
      </Button>
    </p>
  );
}
