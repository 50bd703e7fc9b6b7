import { Download, Ellipsis, FolderInput, Layers, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { useDeleteUndoably } from "#src/backend/deletions.ts";
import { useUpdateListing } from "#src/backend/listings.ts";
import { sayTrouble } from "#src/backend/say-trouble.ts";
import { useBackend } from "#src/backend/backend.ts";
import { Button } from "#src/design/button.tsx";
import { toast } from "#src/design/toast.tsx";
import { fetchingWords } from "#src/fetching-words.ts";
import { listingWords as words } from "#src/listing-words.ts";
import { MoreSheet } from "./more-sheet.tsx";
import { MoveSheet } from "./move-sheet.tsx";
import { RoomSheet } from "./room-sheet.tsx";
import { RenameSheet } from "./rename-sheet.tsx";
import { chosenOf, type Selection, type SelectionEvent } from "./selection.ts";

/** What can be done with the selected photos, under the thumb. */
export function SelectionBar({
  images,
  hasMore,
  readAll,
  selection,
  onSelect,
  listings,
  listing,
}: {
  readonly images: readonly ImageView[];
  /** There are photos beyond `images`, not read yet. */
  readonly hasMore: boolean;
  /** Reads those too. @returns all that belong into the grid */
  readonly readAll: () => Promise<readonly ImageView[]>;
  readonly selection: Selection;
  readonly onSelect: (event: SelectionEvent) => void;
  readonly listings: readonly ListingView[];
  /** Where the photos are shown; undefined among all of them. */
  readonly listing: ListingView | undefined;
}) {
  const { call } = useBackend();
  const [, navigate] = useLocation();
  const remove = useDeleteUndoably();
  const update = useUpdateListing();
  const [sheet, setSheet] = useState<"move" | "room" | "rename" | "more">();
  /** What is being done with the photos, and how far it is. */
  const [doing, setDoing] = useState<string>();
  const chosen = chosenOf(selection, images, ({ imageId }) => imageId);
  const ids = chosen.map(({ imageId }) => imageId);
  const [only] = chosen.length === 1 ? chosen : [];
  const isAll = chosen.length === images.length && !hasMore;
  const end = (): void => {
    setSheet(undefined);
    onSelect({ type: "end" });
  };
  const download = async (): Promise<void> => {
    try {
      const { saveAll } = await import("./save-all.ts");
      const saved = await saveAll(call, chosen, listing?.name ?? words.allPhotos, (fetching) =>
        setDoing(fetchingWords(fetching)),
      );
      toast({ text: words.downloaded(saved) });
    } catch (error) {
      sayTrouble(error);
    } finally {
      setDoing(undefined);
    }
  };
  const takeAll = async (): Promise<void> => {
    setDoing(words.selection.reading);
    try {
      onSelect({ type: "all", order: (await readAll()).map(({ imageId }) => imageId) });
    } catch (error) {
      sayTrouble(error);
    } finally {
      setDoing(undefined);
    }
  };
  const cover = (image: ImageView): void => {
    if (!listing) return;
    update.mutate(
      { listingId: listing.listingId, coverImageId: image.imageId },
      {
        onSuccess: () => {
          toast({ text: words.coverIs(image.fileName) });
          end();
        },
        onError: sayTrouble,
      },
    );
  };
  return (
    <>
      <section className="selection-bar" aria-label={words.selection.bar}>
        <div className="selection-head">
          <output className="numbers">{doing ?? words.selection.of(chosen.length)}</output>
          <Button
            look="plain"
            disabled={doing !== undefined}
            onClick={() => (isAll ? onSelect({ type: "none" }) : void takeAll())}
          >
            {isAll ? words.selection.none : words.selection.all}
          </Button>
        </div>
        <div className="selection-acts">
          <Act
            icon={<Layers aria-hidden />}
            isOff={chosen.length === 0}
            onAct={() => navigate("/batch", { state: { imageIds: ids } })}
          >
            {words.selection.batch}
          </Act>
          <Act icon={<FolderInput aria-hidden />} isOff={chosen.length === 0} onAct={() => setSheet("move")}>
            {words.selection.move}
          </Act>
          <Act
            icon={<Download aria-hidden />}
            isOff={chosen.length === 0 || doing !== undefined}
            onAct={() => void download()}
          >
            {words.selection.download}
          </Act>
          <Act
            icon={<Trash2 aria-hidden />}
            isOff={chosen.length === 0}
            onAct={() => {
              remove(
                ids.map((imageId) => ({ what: "image", imageId })),
                words.photosDeleted(ids.length),
              );
              end();
            }}
          >
            {words.selection.delete}
          </Act>
          <Act icon={<Ellipsis aria-hidden />} isOff={chosen.length === 0} onAct={() => setSheet("more")}>
            {words.selection.more}
          </Act>
        </div>
      </section>
      {sheet === "more" && (
        <MoreSheet
          title={words.selection.of(chosen.length)}
          onRoom={() => setSheet("room")}
          onRename={only && (() => setSheet("rename"))}
          onCover={listing && only?.state === "ready" ? () => cover(only) : undefined}
          onClose={() => setSheet(undefined)}
        />
      )}
      {sheet === "move" && (
        <MoveSheet images={chosen} listings={listings} onDone={end} onClose={() => setSheet(undefined)} />
      )}
      {sheet === "room" && (
        <RoomSheet images={chosen} rooms={listing?.rooms} onDone={end} onClose={() => setSheet(undefined)} />
      )}
      {sheet === "rename" && only && (
        <RenameSheet image={only} onDone={end} onClose={() => setSheet(undefined)} />
      )}
    </>
  );
}

function Act({
  icon,
  isOff,
  onAct,
  children,
}: {
  readonly icon: ReactNode;
  readonly isOff: boolean;
  readonly onAct: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button look="plain" disabled={isOff} onClick={onAct}>
      {icon}
      {children}
    </Button>
  );
}
