import { useRef } from "react";
import { useLocation } from "wouter";
import { maxListingNameLength } from "#core/limits/limits.ts";
import { useCreateListing } from "#src/backend/listings.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { NameSheet } from "#src/design/name-sheet.tsx";
import { listingWords as words } from "#src/listing-words.ts";

/** Asks for the address; everything else can come later. */
export function NewListing({ onClose }: { readonly onClose: () => void }) {
  const create = useCreateListing();
  const [, navigate] = useLocation();
  // The same listing however often it has to be asked for.
  const requestId = useRef(newRequestId());
  const createWith = (name: string): void =>
    create.mutate(
      { requestId: requestId.current, name },
      { onSuccess: ({ listingId }) => navigate(`/l/${listingId}`) },
    );
  return (
    <NameSheet
      title={words.new}
      label={words.newName}
      example={words.newExample}
      maxLength={maxListingNameLength}
      isBusy={create.isPending}
      error={create.error}
      submit={create.isPending ? words.creating : words.create}
      onName={createWith}
      onClose={onClose}
    >
      <p className="quiet">{words.newWhy}</p>
    </NameSheet>
  );
}
