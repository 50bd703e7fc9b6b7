import {
  type InfiniteData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isInHistory, isWaiting } from "#core/edit/edit.ts";
import { type EditId, type ImageId, type ListingId } from "#core/ids.ts";
import { pageSize } from "#core/limits/limits.ts";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { type Call } from "./api.ts";
import { useBackend } from "./backend.ts";
import { idOfEdit, idOfImage, mergeItems, mergePages, newer, type Page } from "./merge.ts";
import { Refused } from "./trouble.ts";

/** Signed addresses live an hour; lists are read anew well before. */
const urlsFreshMs = 40 * 60 * 1000;
/** While something is under way and no hint comes, ask. */
const askAgainMs = 4000;
const mostHistoryPages = 20;

const imagesOfListing = "images-of";

export const keys = {
  images: ["images"] as const,
  image: (image: ImageId) => ["image", image] as const,
  edits: (image: ImageId) => ["edits", image] as const,
  listings: ["listings"] as const,
  imagesOf: (listing: ListingId) => [imagesOfListing, listing] as const,
  activity: ["activity"] as const,
};

const isUnderWay = (image: ImageView): boolean =>
  image.state === "announced" || image.state === "preparing" || image.analysisState === "pending";

type ImagePages = InfiniteData<Page<ImageView>, string | undefined>;
type EditPages = InfiniteData<Page<EditView>, string | undefined>;

/** Every photo, or those of one listing, newest first. */
export function useImages(listingId?: ListingId) {
  const { call } = useBackend();
  return useInfiniteQuery({
    queryKey: listingId === undefined ? keys.images : keys.imagesOf(listingId),
    queryFn: async ({ pageParam, signal }): Promise<Page<ImageView>> => {
      const { items, nextToken } = await call(
        "listImages",
        { listingId, limit: pageSize, nextToken: pageParam },
        signal,
      );
      return { items, nextToken: nextToken ?? undefined };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextToken,
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some(isUnderWay) ? askAgainMs : urlsFreshMs),
  });
}

export function useImage(image: ImageId) {
  const { call } = useBackend();
  const client = useQueryClient();
  return useQuery<ImageView>({
    queryKey: keys.image(image),
    queryFn: async ({ signal }): Promise<ImageView> => {
      const { image: found } = await call("getImage", { imageId: image }, signal);
      if (!found) throw new Error("getImage answered neither an image nor a problem");
      return found;
    },
    placeholderData: () =>
      client
        .getQueryData<ImagePages>(keys.images)
        ?.pages.flatMap(({ items }) => items)
        .find(({ imageId }) => imageId === image),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? askAgainMs : urlsFreshMs),
  });
}

const editsOptions = (client: QueryClient, call: Call, image: ImageId) =>
  queryOptions({
    queryKey: keys.edits(image),
    queryFn: async ({ signal }): Promise<readonly EditView[]> => {
      const edits: EditView[] = [];
      let nextToken: string | undefined;
      for (let page = 0; page < mostHistoryPages; page++) {
        const found = await call("getEditHistory", { imageId: image, limit: pageSize, nextToken }, signal);
        edits.push(...found.items);
        nextToken = found.nextToken ?? undefined;
        if (nextToken === undefined) break;
      }
      // What runs now belongs into the list of everything too, however long ago that was read.
      const running = edits.filter(({ status }) => isWaiting(status));
      client.setQueryData<EditPages>(keys.activity, (old) =>
        old ? mutable(mergePages(old, running, idOfEdit)) : old,
      );
      return edits.filter(({ status }) => isInHistory(status));
    },
  });

/** Every edit of one photo, newest first. */
export function useEdits(image: ImageId) {
  const { call } = useBackend();
  const client = useQueryClient();
  return useQuery({
    ...editsOptions(client, call, image),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => isWaiting(status)) ? askAgainMs : urlsFreshMs,
  });
}

/** Every edit of every photo, newest first. */
export function useActivity() {
  const { call } = useBackend();
  return useInfiniteQuery({
    queryKey: keys.activity,
    queryFn: async ({ pageParam, signal }): Promise<Page<EditView>> => {
      const { items, nextToken } = await call(
        "getEditHistory",
        { limit: pageSize, nextToken: pageParam },
        signal,
      );
      return { items, nextToken: nextToken ?? undefined };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextToken,
    staleTime: 10_000,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(({ status }) => isWaiting(status)) ? askAgainMs : urlsFreshMs,
  });
}

/** Puts what is known now into every list that shows it. */
export function learn(
  client: QueryClient,
  { image, edit }: { readonly image?: ImageView; readonly edit?: EditView },
): void {
  if (image) {
    learnWhere(client, image);
    client.setQueryData<ImageView>(keys.image(image.imageId), (old) => (old ? newer(old, image) : image));
    client.setQueryData<ImagePages>(keys.images, (old) =>
      old ? mutable(mergePages(old, [image], idOfImage)) : old,
    );
  }
  if (edit) {
    client.setQueryData<readonly EditView[]>(keys.edits(edit.imageId), (old) =>
      old ? mergeItems(old, [edit], idOfEdit) : old,
    );
    client.setQueryData<EditPages>(keys.activity, (old) =>
      old ? mutable(mergePages(old, [edit], idOfEdit)) : old,
    );
  }
}

/** A photo shows in the list of its listing and of no other; that listing has another count, or another cover. */
function learnWhere(client: QueryClient, image: ImageView): void {
  const isOther = ({ imageId }: ImageView): boolean => imageId !== image.imageId;
  for (const [key, list] of client.getQueriesData<ImagePages>({ queryKey: [imagesOfListing] })) {
    if (list === undefined) continue;
    const known = list.pages.flatMap(({ items }) => items).find((item) => !isOther(item));
    if (known && known.updatedAt > image.updatedAt) continue;
    const isHere = key[1] === image.listingId;
    client.setQueryData<ImagePages>(key, (old) =>
      isHere && old ? mutable(mergePages(old, [image], idOfImage)) : filtered(old, isOther),
    );
    if (isHere ? known?.state !== image.state : known !== undefined)
      void client.invalidateQueries({ queryKey: keys.listings });
  }
}

/** Takes something that is gone out of every list. */
export function forget(
  client: QueryClient,
  gone: { readonly imageId: ImageId } | { readonly editId: EditId; readonly of: ImageId },
): void {
  // Other screens' next start would show it for a moment.
  forgetScreens(localStorage);
  if ("imageId" in gone) {
    const isOther = (item: { readonly imageId: ImageId }): boolean => item.imageId !== gone.imageId;
    for (const queryKey of [keys.images, [imagesOfListing]])
      client.setQueriesData<ImagePages>({ queryKey }, (old) => filtered(old, isOther));
    void client.invalidateQueries({ queryKey: keys.listings });
    client.setQueryData<EditPages>(keys.activity, (old) => filtered(old, isOther));
    client.removeQueries({ queryKey: keys.image(gone.imageId) });
    client.removeQueries({ queryKey: keys.edits(gone.imageId) });
    return;
  }
  const isOther = ({ editId }: EditView): boolean => editId !== gone.editId;
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

const mutable = <T>(list: {
  readonly pages: readonly Page<T>[];
  readonly pageParams: readonly (string | undefined)[];
}): InfiniteData<Page<T>, string | undefined> => ({
  pages: [...list.pages],
  pageParams: [...list.pageParams],
});

/** Signed addresses have died (a picture would not load): what shows pictures is read anew. */
export function renewAddresses(client: QueryClient): void {
  for (const queryKey of [keys.images, [imagesOfListing], keys.listings, keys.activity, ["edits"], ["image"]])
    void client.invalidateQueries({ queryKey, refetchType: "active" });
}

/** Asks about one thing a hint named. */
export async function refresh(
  client: QueryClient,
  call: Call,
  what: { readonly imageId: ImageId; readonly editId: EditId | undefined },
): Promise<{ readonly image?: ImageView; readonly edit?: EditView }> {
  try {
    if (what.editId === undefined) {
      const { image } = await call("getImage", { imageId: what.imageId });
      if (!image) return {};
      learn(client, { image });
      return { image };
    }
    const { edit } = await call("getEdit", { editId: what.editId });
    if (!edit) return {};
    learn(client, { edit });
    return { edit };
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.kind !== "not-found") throw error;
    forget(
      client,
      what.editId === undefined ? { imageId: what.imageId } : { editId: what.editId, of: what.imageId },
    );
    return {};
  }
}

/** The photo's file name, if a list on this phone has it. */
export const imageNameIn = (client: QueryClient, image: ImageId): string | undefined =>
  client
    .getQueryData<ImagePages>(keys.images)
    ?.pages.flatMap(({ items }) => items)
    .find(({ imageId }) => imageId === image)?.fileName;

/** The time of the newest change this phone knows of; undefined where no list has been read yet. */
export function newestKnown(client: QueryClient): {
  readonly images: string | undefined;
  readonly edits: string | undefined;
} {
  const images = client.getQueryData<ImagePages>(keys.images)?.pages.flatMap(({ items }) => items);
  const ofPhotos = client
    .getQueriesData<readonly EditView[]>({ queryKey: ["edits"] })
    .flatMap(([, edits]) => edits ?? []);
  const ofAll = client.getQueryData<EditPages>(keys.activity)?.pages.flatMap(({ items }) => items) ?? [];
  // The list of all edits learns of every change; what one photo was asked about may be ahead of it.
  return { images: newest(images ?? []), edits: newest(ofAll) ?? newest(ofPhotos) };
}

const newest = (items: readonly { readonly updatedAt: string }[]): string | undefined =>
  items
    .map(({ updatedAt }) => updatedAt)
    .toSorted()
    .at(-1);
