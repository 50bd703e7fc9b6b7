import { type ListingId, type UserId } from "#core/ids.ts";
import { listingRecord, type ListingRecord } from "#core/listing/listing.ts";
import { recordKeys, recordPrefixes } from "#core/keys.ts";
import { type Change } from "#functions/ports.ts";
import { type ItemKey } from "#functions/records/item.ts";
import { type ListedKind, pageOf, type RecordPage } from "#functions/records/pages.ts";
import { change, type Next, read, type RecordsAndClock, type Stored } from "#functions/records/stored.ts";

export const listingKind: ListedKind<ListingRecord> = {
  entity: "ListingRecord",
  schema: listingRecord,
  prefix: recordPrefixes.listing,
  keysOf: ({ userId, listingId }) => listingKeys(userId, listingId),
};

export const listingKeys = (user: UserId, listing: ListingId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.listing(listing),
});

/** A listing as its owner may use it; undefined too for one that is being deleted. */
export async function readListing(
  cloud: RecordsAndClock,
  user: UserId,
  listing: ListingId,
): Promise<Stored<ListingRecord> | undefined> {
  const known = await readAnyListing(cloud, user, listing);
  return known?.record.isLeaving ? undefined : known;
}

/** A listing, also one whose deletion has begun. */
const readAnyListing = (
  cloud: RecordsAndClock,
  user: UserId,
  listing: ListingId,
): Promise<Stored<ListingRecord> | undefined> => read(cloud, listingKind, listingKeys(user, listing));

export const changeListing = (
  cloud: RecordsAndClock,
  user: UserId,
  listing: ListingId,
  decide: (now: Stored<ListingRecord>) => Next<ListingRecord> | undefined,
) => change(cloud, listingKind, listingKeys(user, listing), decide);

/** Goes into the write that puts an image into the listing: fails when it has changed since, or begun to leave. */
export const stillThere = ({ record, version }: Stored<ListingRecord>): Change => ({
  kind: "check",
  key: listingKeys(record.userId, record.listingId),
  when: { version },
});

/** One page of this person's listings, newest first, with those whose deletion has begun. */
export const listingPage = (
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
  after?: string,
): Promise<RecordPage<ListingRecord>> => pageOf(cloud, listingKind, user, limit, after);
