import { Download } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useLocation } from "wouter";
import { type ListingView } from "#core/api/views.ts";
import { maxListingNameLength } from "#core/limits/limits.ts";
import { useBackend } from "#src/backend/backend.ts";
import { useDeleteUndoably } from "#src/backend/deletions.ts";
import { useUpdateListing } from "#src/backend/listings.ts";
import { sayTrouble } from "#src/backend/say-trouble.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { fetchingWords } from "#src/fetching-words.ts";
import { firstWords } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";

/** What one does with a listing as a whole: its name, its shot list, its end. */
export function ListingMenu({
  listing,
  onClose,
}: {
  readonly listing: ListingView;
  readonly onClose: () => void;
}) {
  const [view, setView] = useState<"menu" | "delete">("menu");
  if (view === "delete") return <DeleteListing listing={listing} onClose={onClose} />;
  return (
    <Sheet title={listing.name} onClose={onClose}>
      {listing.imageCount > 0 && <SaveListing listing={listing} onClose={onClose} />}
      <EditListing listing={listing} onClose={onClose} />
      <div className="stack">
        <Button wide look="danger" onClick={() => setView("delete")}>
          {listingWords.delete}
        </Button>
      </div>
    </Sheet>
  );
}

function SaveListing({ listing, onClose }: { readonly listing: ListingView; readonly onClose: () => void }) {
  const { call } = useBackend();
  const [saving, setSaving] = useState<string>();
  const [hasOriginals, setHasOriginals] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(firstWords.common.loading);
    try {
      const { saveListing } = await import("./save-all.ts");
      const saved = await saveListing(call, listing, hasOriginals, (fetching) =>
        setSaving(fetchingWords(fetching)),
      );
      toast({ text: listingWords.downloaded(saved) });
      onClose();
    } catch (error) {
      sayTrouble(error);
    } finally {
      setSaving(undefined);
    }
  };
  return (
    <div className="stack">
      <Button wide disabled={saving !== undefined} onClick={() => void save()}>
        <Download aria-hidden />
        <span className="numbers">{saving ?? listingWords.saveAll}</span>
      </Button>
      <label className="check-line">
        <input
          type="checkbox"
          checked={hasOriginals}
          disabled={saving !== undefined}
          onChange={({ target }) => setHasOriginals(target.checked)}
        />
        {listingWords.withOriginals}
      </label>
      <p className="small quiet">{listingWords.saveAllWhy}</p>
    </div>
  );
}

function EditListing({ listing, onClose }: { readonly listing: ListingView; readonly onClose: () => void }) {
  const update = useUpdateListing();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    if (name === "") return;
    update.mutate(
      {
        listingId: listing.listingId,
        version: listing.version,
        name,
        rooms: [...readRooms(String(form.get("rooms") ?? ""))],
      },
      { onSuccess: onClose },
    );
  };
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        {listingWords.newName}
        <input
          name="name"
          required
          defaultValue={listing.name}
          maxLength={maxListingNameLength}
          autoComplete="off"
        />
      </label>
      <label className="field">
        {listingWords.roomsField}
        <textarea name="rooms" rows={6} defaultValue={listing.rooms.join("\n")} />
      </label>
      {update.isError && <TroubleBox trouble={explain(update.error)} />}
      <Button look="main" wide type="submit" disabled={update.isPending}>
        {listingWords.save}
      </Button>
    </form>
  );
}

/** One room a line; a line that says a room again, or nothing, is left out. */
function readRooms(text: string): readonly string[] {
  const rooms = new Map<string, string>();
  for (const line of text.split("\n")) {
    const room = line.trim();
    if (room !== "" && !rooms.has(room.toLowerCase())) rooms.set(room.toLowerCase(), room);
  }
  return [...rooms.values()];
}

function DeleteListing({
  listing,
  onClose,
}: {
  readonly listing: ListingView;
  readonly onClose: () => void;
}) {
  const remove = useDeleteUndoably();
  const [, navigate] = useLocation();
  const go = (images: "keep" | "delete") => (): void => {
    remove([{ what: "listing", listingId: listing.listingId, images }], listingWords.deleted(listing.name));
    navigate("/", { replace: true });
  };
  return (
    <Sheet title={listingWords.deleteTitle(listing.name)} onClose={onClose}>
      <div className="stack">
        <p>{listingWords.deleteWhat(listing.imageCount)}</p>
        <Button wide onClick={go("keep")}>
          {listing.imageCount === 0 ? listingWords.delete : listingWords.deleteKeep}
        </Button>
        {listing.imageCount > 0 && (
          <Button wide look="danger" onClick={go("delete")}>
            {listingWords.deleteAll(listing.imageCount)}
          </Button>
        )}
        <Button wide look="plain" onClick={onClose}>
          {firstWords.common.cancel}
        </Button>
      </div>
    </Sheet>
  );
}
