import { type ImageView } from "#core/api/views.ts";
import { imageId, type ListingId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { viewImage } from "#functions/image/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { imageKind, imagePage, listingImagePage } from "#functions/records/image-records.ts";
import { readListing } from "#functions/records/listing-records.ts";

/** This person's images, newest first; of one listing, when one is named. */
export async function listImages(
  cloud: Pick<Cloud, "records" | "objects" | "clock" | "chance">,
  user: UserId,
  ask: PageAsk & { readonly listingId?: ListingId | null | undefined },
): Promise<Result<{ readonly items: ImageView[]; readonly nextToken: string | undefined }>> {
  const listing = ask.listingId ?? undefined;
  if (listing && !(await readListing(cloud, user, listing)))
    return refused(problemOf("not-found", { field: "listingId" }));
  const page = await collectPage(user, ask, {
    name: listing ? `images of ${listing}` : "images",
    kind: imageKind,
    id: imageId,
    read: (limit, after) =>
      listing ? listingImagePage(cloud, user, listing, limit, after) : imagePage(cloud, user, limit, after),
  });
  if (!page.ok) return page;
  const items = await Promise.all(page.value.records.map(({ record }) => viewImage(cloud, record)));
  return done({ items, nextToken: page.value.nextToken });
}
