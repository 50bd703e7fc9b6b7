import { useState } from "react";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { type ListingId } from "#core/ids.ts";
import { useMoveImages } from "#src/backend/listings.ts";
import { sayTrouble } from "#src/backend/say-trouble.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { firstWords } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";

/** Where the photos go. What was moved can be moved back. */
export function MoveSheet({
  images,
  listings,
  onDone,
  onClose,
}: {
  readonly images: readonly ImageView[];
  readonly listings: readonly ListingView[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const move = useMoveImages();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const homes = new Set(images.map(({ listingId }) => listingId ?? undefined));
  const isHere = (listing: ListingId | undefined): boolean => homes.size === 1 && homes.has(listing);

  const undo = async (): Promise<void> => {
    try {
      for (const home of homes) {
        const of = images.filter(({ listingId }) => (listingId ?? undefined) === home);
        await move(
          of.map(({ imageId }) => imageId),
          home,
        );
      }
    } catch (error) {
      sayTrouble(error);
    }
  };
  const go = async (to: ListingView | undefined): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { moved, problem } = await move(
        images.map(({ imageId }) => imageId),
        to?.listingId,
      );
      if (moved > 0)
        toast({
          text: to ? listingWords.moved(moved, to.name) : listingWords.movedOut(moved),
          action: { text: firstWords.common.undo, run: () => void undo() },
        });
      if (problem) toast({ text: `${problem.message} ${problem.remedy}`, forMs: 10_000 });
      onDone();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Sheet title={listingWords.moveTitle(images.length)} onClose={onClose}>
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
      <ul className="stack">
        {listings
          .filter(({ listingId }) => !isHere(listingId))
          .map((listing) => (
            <li key={listing.listingId}>
              <Button wide className="choice-line" disabled={isBusy} onClick={() => void go(listing)}>
                <span>{listing.name}</span>
                <span className="quiet small numbers">{listingWords.photos(listing.imageCount)}</span>
              </Button>
            </li>
          ))}
        {!isHere(undefined) && (
          <li>
            <Button wide className="choice-line" disabled={isBusy} onClick={() => void go(undefined)}>
              {listingWords.moveOut}
            </Button>
          </li>
        )}
      </ul>
      {listings.length === 0 && <p className="quiet">{listingWords.nowhere}</p>}
    </Sheet>
  );
}
