import { type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { type EditView, type ImageView, type ListingView } from "#core/api/views.ts";
import { type EditId, type ImageId } from "#core/ids.ts";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { type EditPages, type ImagePages, keys } from "./keys.ts";
import { learnedBy } from "./learned.ts";
import { idOfEdit, idOfImage, mergeItems, mergePages, newer, type Page } from "./merge.ts";

/** Puts what is known now into every list that shows it, each list once: whoever knows of many tells them together. */
export function learn(
  client: QueryClient,
  {
    images = [],
    edits = [],
  }: { readonly images?: readonly ImageView[]; readonly edits?: readonly EditView[] },
): void {
  learnedBy(client).images.tell(images);
  learnedBy(client).edits.tell(edits);
  if (images.length > 0) {
    learnWhere(client, images);
    for (const image of images)
      client.setQueryData<ImageView>(keys.image(image.imageId), (old) => old && newer(old, image));
    client.setQueryData<ImagePages>(keys.images, (old) =>
      old ? mutable(mergePages(old, images, idOfImage)) : old,
    );
  }
  if (edits.length > 0) {
    for (const image of new Set(edits.map(({ imageId }) => imageId)))
      client.setQueryData<readonly EditView[]>(keys.edits(image), (old) =>
        old
          ? mergeItems(
              old,
              edits.filter(({ imageId }) => imageId === image),
              idOfEdit,
            )
          : old,
      );
    client.setQueryData<EditPages>(keys.activity, (old) =>
      old ? mutable(mergePages(old, edits, idOfEdit)) : old,
    );
  }
}

/** A photo shows in the list of its listing and of no other; that listing has another count, or another cover. */
function learnWhere(client: QueryClient, images: readonly ImageView[]): void {
  let areListingsOld = false;
  for (const [key, list] of client.getQueriesData<ImagePages>({ queryKey: keys.imagesOfAnyListing })) {
    if (list === undefined) continue;
    const known = new Map(list.pages.flatMap(({ items }) => items.map((item) => [item.imageId, item])));
    const news = images.filter(
      ({ imageId, updatedAt }) => (known.get(imageId)?.updatedAt ?? "") <= updatedAt,
    );
    const here = news.filter(({ listingId }) => listingId === key[1]);
    const gone = new Set(
      news.filter((image) => !here.includes(image) && known.has(image.imageId)).map(({ imageId }) => imageId),
    );
    if (here.length > 0 || gone.size > 0)
      client.setQueryData<ImagePages>(key, (old) => {
        const left = filtered(old, ({ imageId }) => !gone.has(imageId));
        return left && mutable(mergePages(left, here, idOfImage));
      });
    areListingsOld ||=
      gone.size > 0 || here.some(({ imageId, state }) => known.get(imageId)?.state !== state);
  }
  if (areListingsOld) void client.invalidateQueries({ queryKey: keys.listings });
}

/**
 * Puts a listing that was made or changed first among the listings. They are asked for anew: an answer that was on its way
 * knows nothing of the change, and would take it back.
 */
export function learnListing(client: QueryClient, listing: ListingView): void {
  client.setQueryData<readonly ListingView[]>(keys.listings, (old) => [
    listing,
    ...(old ?? []).filter(({ listingId }) => listingId !== listing.listingId),
  ]);
  void client.invalidateQueries({ queryKey: keys.listings });
}

/** Takes something that is gone out of every list. */
export function forget(
  client: QueryClient,
  gone: { readonly imageId: ImageId } | { readonly editId: EditId; readonly of: ImageId },
): void {
  // Other screens' next start would show it for a moment.
  forgetScreens(localStorage);
  const learned = learnedBy(client);
  if ("imageId" in gone) {
    learned.images.forget(({ imageId }) => imageId === gone.imageId);
    learned.edits.forget(({ imageId }) => imageId === gone.imageId);
    const isOther = (item: { readonly imageId: ImageId }): boolean => item.imageId !== gone.imageId;
    for (const queryKey of [keys.images, keys.imagesOfAnyListing])
      client.setQueriesData<ImagePages>({ queryKey }, (old) => filtered(old, isOther));
    void client.invalidateQueries({ queryKey: keys.listings });
    client.setQueryData<EditPages>(keys.activity, (old) => filtered(old, isOther));
    client.removeQueries({ queryKey: keys.image(gone.imageId) });
    client.removeQueries({ queryKey: keys.edits(gone.imageId) });
    return;
  }
  const isOther = ({ editId }: EditView): boolean => editId !== gone.editId;
  learned.edits.forget((edit) => !isOther(edit));
  client.setQueryData<readonly EditView[]>(keys.edits(gone.of), (old) => old?.filter(isOther));
  client.setQueryData<EditPages>(keys.activity, (old) => filtered(old, isOther));
}

const filtered = <T>(
  list: InfiniteData<Page<T>, string | undefined> | undefined,
  keep: (item: T) => boolean,
) =>
  list && {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((item) => keep(item)) })),
  };

/** The library wants arrays that it could change. */
export const mutable = <T>(list: {
  readonly pages: readonly Page<T>[];
  readonly pageParams: readonly (string | undefined)[];
}): InfiniteData<Page<T>, string | undefined> => ({
  pages: [...list.pages],
  pageParams: [...list.pageParams],
});
