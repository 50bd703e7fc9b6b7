import { type SubmitEvent, useRef } from "react";
import { useLocation } from "wouter";
import { maxListingNameLength } from "#core/limits/limits.ts";
import { useCreateListing } from "#src/backend/listings.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { listingWords as words } from "#src/listing-words.ts";

/** Asks for the address; everything else can come later. */
export function NewListing({ onClose }: { readonly onClose: () => void }) {
  const create = useCreateListing();
  const [, navigate] = useLocation();
  // The same listing however often it has to be asked for.
  const requestId = useRef(newRequestId());
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name === "") return;
    create.mutate(
      { requestId: requestId.current, name },
      { onSuccess: ({ listingId }) => navigate(`/l/${listingId}`) },
    );
  };
  return (
    <Sheet title={words.new} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label className="field">
          {words.newName}
          <input
            name="name"
            required
            maxLength={maxListingNameLength}
            placeholder={words.newExample}
            autoComplete="off"
            // The sheet is opened to type this.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        </label>
        <p className="quiet">{words.newWhy}</p>
        {create.isError && <TroubleBox trouble={explain(create.error)} />}
        <Button look="main" wide type="submit" disabled={create.isPending}>
          {create.isPending ? words.creating : words.create}
        </Button>
      </form>
    </Sheet>
  );
}
