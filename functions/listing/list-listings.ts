import { type ListingView } from "#core/api/views.ts";
import { listingId, type UserId } from "#core/ids.ts";
import { type ListingRecord } from "#core/listing/listing.ts";
import { done, type Result } from "#core/result.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { viewListing } from "#functions/listing/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { listingPage } from "#functions/records/listing-records.ts";
import { type Stored } from "#functions/records/stored.ts";

/** This person's listings, newest first. `updatedSince` looks at the listing itself, not at its photos. */
export async function listListings(
  cloud: Pick<Cloud, "records" | "objects" | "clock" | "chance">,
  user: UserId,
  ask: PageAsk,
): Promise<Result<{ readonly items: ListingView[]; readonly nextToken: string | undefined }>> {
  const page = await collectPage<Row, ListingRecord["listingId"]>(
    user,
    "listings",
    "LISTING#",
    listingId,
    ask,
    ({ record }) => record.listingId,
    ({ record }) => !record.isLeaving,
    async (limit, after) => {
      const { listings, lastKey } = await listingPage(cloud, user, limit, after);
      return { records: listings.map((each) => ({ ...each, updatedAt: each.record.updatedAt })), lastKey };
    },
  );
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map((row) => viewListing(cloud, row)));
  return done({ items, nextToken: page.value.nextToken });
}

type Row = Stored<ListingRecord> & { readonly updatedAt: string };
