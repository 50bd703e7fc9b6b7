import { House, Plus } from "lucide-react";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { type ListingView } from "#core/api/views.ts";
import { renewAddresses } from "#src/backend/queries.ts";
import { Button } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { part, Parts } from "#src/features/start/part.tsx";
import { listingWords as words } from "#src/listing-words.ts";
import "./listing.css";

const NewListing = part(async () => (await import("./new-listing.tsx")).NewListing);

/** With more than this, they can be searched, and the rest is shown when asked for. */
const few = 8;
/** The first row, on a phone. */
const inView = 2;

/** Every listing as a card: what it looks like, how many photos, when it last changed. */
export function ListingCards({
  listings,
  freshOf,
}: {
  readonly listings: readonly ListingView[];
  /** How many results of a listing wait to be looked at. */
  readonly freshOf: (listing: string) => number;
}) {
  const [isNaming, setNaming] = useState(false);
  const [sought, setSought] = useState("");
  const [hasAll, setAll] = useState(false);
  const found =
    sought === "" ? listings : listings.filter(({ name }) => folded(name).includes(folded(sought)));
  const shown = hasAll || sought !== "" ? found : found.slice(0, few);
  return (
    <section aria-labelledby="listings">
      <div className="home-section">
        <h2 id="listings">{words.title}</h2>
        <Button look="plain" onClick={() => setNaming(true)}>
          <Plus aria-hidden />
          {words.new}
        </Button>
      </div>
      {listings.length > few && (
        <input
          type="search"
          className="listing-search"
          aria-label={words.search}
          placeholder={words.search}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      {listings.length === 0 && <p className="quiet listing-hint">{words.newWhy}</p>}
      {found.length === 0 && sought !== "" && (
        <output className="quiet listing-hint">{words.nothingFound(sought)}</output>
      )}
      <ul className="cards">
        {shown.map((listing, place) => (
          <li key={listing.listingId}>
            <Card listing={listing} fresh={freshOf(listing.listingId)} eager={place < inView} />
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <div className="more">
          <Button look="plain" onClick={() => setAll(true)}>
            {words.showAll(found.length)}
          </Button>
        </div>
      )}
      {isNaming && (
        <Parts>
          <NewListing onClose={() => setNaming(false)} />
        </Parts>
      )}
    </section>
  );
}

function Card({
  listing,
  fresh,
  eager,
}: {
  readonly listing: ListingView;
  readonly fresh: number;
  readonly eager: boolean;
}) {
  const client = useQueryClient();
  const { listingId, name, coverUrl, imageCount, changedAt, isSample } = listing;
  return (
    <Link className="card" href={`/l/${listingId}`}>
      {coverUrl ? (
        <PhotoFrame
          src={coverUrl}
          alt=""
          eager={eager}
          className="card-cover"
          onBroken={() => renewAddresses(client)}
        />
      ) : (
        <span className="card-cover card-bare">
          <House size={36} strokeWidth={1.4} aria-hidden />
        </span>
      )}
      <span className="card-name">
        {name}
        {isSample && <span className="card-sample">{words.sample}</span>}
      </span>
      <span className="quiet small numbers">
        {words.photos(imageCount)} · {fresh > 0 ? words.fresh(fresh) : words.changed(changedAt)}
      </span>
    </Link>
  );
}

/** Accents and case are no reason not to find a street. */
const folded = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
