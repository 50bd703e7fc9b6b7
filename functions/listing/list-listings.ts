import { type ListingView } from "#core/api/views.ts";
import { listingId, type UserId } from "#core/ids.ts";
import { done, type Result } from "#core/result.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { viewListing } from "#functions/listing/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { listingKind, listingPage } from "#functions/records/listing-records.ts";

/** This person's listings, newest first. `updatedSince` looks at the listing itself, not at its photos. */
export async function listListings(
  cloud: Pick<Cloud, "records" | "objects" | "clock" | "chance">,
  user: UserId,
  ask: PageAsk,
): Promise<Result<{ readonly items: ListingView[]; readonly nextToken: string | undefined }>> {
  const page = await collectPage(user, ask, {
    name: "listings",
    kind: listingKind,
    id: listingId,
    isShown: ({ isLeaving }) => !isLeaving,
    read: (limit, after) => listingPage(cloud, user, limit, after),
  });
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map((row) => viewListing(cloud, row)));
  return done({ items, nextToken: page.value.nextToken });
}
