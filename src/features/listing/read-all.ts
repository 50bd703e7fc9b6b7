import { type ImageView } from "#core/api/views.ts";
import { type Page } from "#src/backend/merge.ts";

/** A list of photos that is read page by page, as react-query shows it. */
export interface PagedPhotos {
  readonly data: { readonly pages: readonly Page<ImageView>[] } | undefined;
  readonly hasNextPage: boolean;
  readonly error: Error | null;
  readonly fetchNextPage: () => Promise<PagedPhotos>;
}

/** Every photo of the list, those too that nobody has scrolled to yet. Throws what a page could not be read for. */
export async function readAll(list: PagedPhotos): Promise<readonly ImageView[]> {
  let read = list;
  while (read.hasNextPage) {
    read = await read.fetchNextPage();
    if (read.error !== null) throw read.error;
  }
  return read.data?.pages.flatMap(({ items }) => items) ?? [];
}
