import { type ImageView } from "#core/api/views.ts";
import { useCallback, useState } from "react";
import { explain } from "#src/backend/trouble.ts";
import { useImages } from "#src/backend/queries.ts";
import { useLeavingThings } from "#src/backend/deletions.ts";
import { useListings } from "#src/backend/listings.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { ListingCards } from "#src/features/listing/listing-cards.tsx";
import { PhotoGrid } from "#src/features/listing/photo-grid.tsx";
import { readAll } from "#src/features/listing/read-all.ts";
import { noSelection, select, type SelectionEvent } from "#src/features/listing/selection.ts";
import { TrySample } from "#src/features/listing/try-sample.tsx";
import { useQueueView } from "#src/features/upload/phone-queue.ts";
import { QueueBar } from "#src/features/upload/queue-bar.tsx";
import { InstallWhenKept } from "#src/features/start/install-when-kept.tsx";
import { IfItComes, part, Parts } from "#src/features/start/part.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";
import { MoreWhenSeen } from "./more-when-seen.tsx";
import { useEditStates } from "./use-edit-states.ts";

const SelectionBar = part(async () => (await import("#src/features/listing/selection-bar.tsx")).SelectionBar);
const FirstPhoto = part(async () => (await import("./first-photo.tsx")).FirstPhoto);

/** The listings, and under them every photo, newest first. */
export function HomeContents() {
  const images = useImages();
  const listings = useListings();
  const leaving = useLeavingThings();
  const { jobs, sending, isRead } = useQueueView();
  const lookAt = useEditStates();
  const [selection, setSelection] = useState(noSelection);
  const onSelect = useCallback((event: SelectionEvent) => setSelection((now) => select(now, event)), []);

  const shown = (listings.data ?? []).filter(({ listingId }) => !leaving.has(listingId));
  const samples = new Set(shown.filter(({ isSample }) => isSample).map(({ listingId }) => listingId));
  const isShown = ({ imageId }: ImageView): boolean => !leaving.has(imageId);
  const found = (images.data?.pages.flatMap(({ items }) => items) ?? []).filter(isShown);
  const count = found.length + jobs.length;
  const isEmpty = images.isSuccess && isRead && count === 0 && shown.length === 0;
  // Not before the photos: what stands below would move.
  const areListingsDue = images.isSuccess || (images.isError && !listings.isPending);
  const freshOf = (listing: string): number =>
    found.filter((image) => image.listingId === listing && lookAt.get(image.imageId) === "look").length;
  return (
    <>
      <QueueBar />
      <InstallWhenKept />
      {images.isError && count === 0 && (
        <TroubleBox trouble={explain(images.error)}>
          <Button onClick={() => void images.refetch()}>{words.common.tryAgain}</Button>
        </TroubleBox>
      )}
      {isEmpty && (
        <IfItComes>
          <FirstPhoto />
        </IfItComes>
      )}
      {isEmpty && <TrySample />}
      {areListingsDue && <ListingCards listings={shown} freshOf={freshOf} />}
      {!isEmpty && (count > 0 || images.isPending) && (
        <section aria-labelledby="all-photos">
          <div className="home-section">
            <h2 id="all-photos">{listingWords.allPhotos}</h2>
            {count > 0 && (
              <p className="quiet small numbers">{words.home.count(count, images.hasNextPage)}</p>
            )}
            {found.length > 0 && (
              <Button
                look="plain"
                aria-pressed={selection.state === "on"}
                onClick={() => onSelect({ type: selection.state === "on" ? "end" : "begin" })}
              >
                {selection.state === "on" ? listingWords.done : listingWords.select}
              </Button>
            )}
          </div>
          <PhotoGrid
            images={found}
            hasMore={images.hasNextPage}
            jobs={jobs.toReversed()}
            sending={sending}
            editsOf={lookAt.get}
            isSample={({ listingId }) => !!listingId && samples.has(listingId)}
            skeletons={images.isPending && jobs.length === 0 ? 6 : 0}
            selection={selection}
            onSelect={onSelect}
          />
        </section>
      )}
      {images.hasNextPage && (
        <MoreWhenSeen
          isLoading={images.isFetchingNextPage}
          isFetching={images.isFetching}
          onSeen={() => void images.fetchNextPage()}
        />
      )}
      {selection.state === "on" && (
        <Parts>
          <SelectionBar
            images={found}
            hasMore={images.hasNextPage}
            readAll={async () => (await readAll(images)).filter(isShown)}
            selection={selection}
            onSelect={onSelect}
            listings={shown}
            listing={undefined}
          />
        </Parts>
      )}
    </>
  );
}
