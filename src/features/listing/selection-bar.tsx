import { Download, FolderInput, Image as ImageIcon, Layers, Pencil, Tag, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { sayTrouble, useDeleteImages, useUpdateListing } from "#src/backend/listings.ts";
import { useBackend } from "#src/backend/backend.ts";
import { Button } from "#src/design/button.tsx";
import { toast } from "#src/design/toast.tsx";
import { listingWords as words } from "#src/listing-words.ts";
import { MoveSheet } from "./move-sheet.tsx";
import { RoomSheet } from "./room-sheet.tsx";
import { RenameSheet } from "./rename-sheet.tsx";
import { saveAll } from "./save-all.ts";
import { chosenOf, type Selection, type SelectionEvent } from "./selection.ts";

/** What can be done with the selected photos, under the thumb. */
export function SelectionBar({
  images,
  selection,
  onSelect,
  listings,
  listing,
}: {
  readonly images: readonly ImageView[];
  readonly selection: Selection;
  readonly onSelect: (event: SelectionEvent) => void;
  readonly listings: readonly ListingView[];
  /** Where the photos are shown; undefined among all of them. */
  readonly listing: ListingView | undefined;
}) {
  const { call } = useBackend();
  const [, navigate] = useLocation();
  const remove = useDeleteImages();
  const update = useUpdateListing();
  const [sheet, setSheet] = useState<"move" | "room" | "rename">();
  const [saving, setSaving] = useState<string>();
  const chosen = chosenOf(selection, images, ({ imageId }) => imageId);
  const ids = chosen.map(({ imageId }) => imageId);
  const [only] = chosen.length === 1 ? chosen : [];
  const isAll = chosen.length === images.length;
  const end = (): void => {
    setSheet(undefined);
    onSelect({ type: "end" });
  };
  const download = async (): Promise<void> => {
    try {
      const saved = await saveAll(call, chosen, listing?.name ?? words.allPhotos, (place) =>
        setSaving(words.downloading(place, chosen.length)),
      );
      toast({ text: words.downloaded(saved) });
    } catch (error) {
      sayTrouble(error);
    } finally {
      setSaving(undefined);
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
          <output className="numbers">{saving ?? words.selection.of(chosen.length)}</output>
          <Button
            look="plain"
            onClick={() =>
              onSelect(
                isAll ? { type: "none" } : { type: "all", order: images.map(({ imageId }) => imageId) },
              )
            }
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
          <Act icon={<Tag aria-hidden />} isOff={chosen.length === 0} onAct={() => setSheet("room")}>
            {words.selection.room}
          </Act>
          <Act icon={<Pencil aria-hidden />} isOff={!only} onAct={() => setSheet("rename")}>
            {words.selection.rename}
          </Act>
          {listing && (
            <Act
              icon={<ImageIcon aria-hidden />}
              isOff={only?.state !== "ready"}
              onAct={() => only && cover(only)}
            >
              {words.selection.cover}
            </Act>
          )}
          <Act
            icon={<Download aria-hidden />}
            isOff={chosen.length === 0 || saving !== undefined}
            onAct={() => void download()}
          >
            {words.selection.download}
          </Act>
          <Act
            icon={<Trash2 aria-hidden />}
            isOff={chosen.length === 0}
            onAct={() => {
              remove(ids, words.photosDeleted(ids.length));
              end();
            }}
          >
            {words.selection.delete}
          </Act>
        </div>
      </section>
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
