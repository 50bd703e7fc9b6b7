import {
  hashKey,
  type QueryClient,
  queryOptions,
  replaceEqualDeep,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isInHistory, isWaiting } from "#core/edit/edit.ts";
import { type EditId, type ImageId, type ListingId } from "#core/ids.ts";
import { pageSize } from "#core/limits/limits.ts";
import { type Call } from "./api.ts";
import { useBackend } from "./backend.ts";
import { type EditPages, type ImagePages, keys } from "./keys.ts";
import { forget, learn, mutable } from "./learn.ts";
import { learnedBy } from "./learned.ts";
import { idOfEdit, mergePages, type Page } from "./merge.ts";
import { isGone } from "./trouble.ts";

/** Signed addresses live an hour; lists are read anew well before. */
const urlsFreshMs = 40 * 60 * 1000;
/** While something is under way and no hint comes, ask. */
const askAgainMs = 4000;
const mostHistoryPages = 20;

const isUnderWay = (image: ImageView): boolean =>
  image.state === "announced" || image.state === "preparing" || image.analysisState === "pending";

/** Every photo, or those of one listing, newest first. */
export function useImages(listingId?: ListingId) {
  const { call } = useBackend();
  const { images } = learnedBy(useQueryClient());
  const queryKey = listingId === undefined ? keys.images : keys.imagesOf(listingId);
  const list = hashKey(queryKey);
  return useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }): Promise<Page<ImageView>> => {
      if (pageParam === undefined) images.ask(list);
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
    structuralSharing: (old, found) =>
      // The library does not say that these are the list's own data.
      replaceEqualDeep(
        old,
        images.over(
          list,
          found as ImagePages,
          (image) => listingId === undefined || image.listingId === listingId,
        ),
      ),
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
    // What a list knows of it is shown even if nothing more can be asked.
    initialData: () => imageIn(client, image),
    initialDataUpdatedAt: 0,
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
  const { edits } = learnedBy(useQueryClient());
  const list = hashKey(keys.activity);
  return useInfiniteQuery({
    queryKey: keys.activity,
    queryFn: async ({ pageParam, signal }): Promise<Page<EditView>> => {
      if (pageParam === undefined) edits.ask(list);
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
    structuralSharing: (old, found) =>
      replaceEqualDeep(
        old,
        edits.over(list, found as EditPages, () => true),
      ),
  });
}

/** Signed addresses have died (a picture would not load): what shows pictures is read anew. */
export function renewAddresses(client: QueryClient): void {
  for (const queryKey of [
    keys.images,
    keys.imagesOfAnyListing,
    keys.listings,
    keys.activity,
    keys.editsOfAnyImage,
    keys.anyImage,
  ])
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
      learn(client, { images: [image] });
      return { image };
    }
    const { edit } = await call("getEdit", { editId: what.editId });
    if (!edit) return {};
    learn(client, { edits: [edit] });
    return { edit };
  } catch (error) {
    if (!isGone(error)) throw error;
    forget(
      client,
      what.editId === undefined ? { imageId: what.imageId } : { editId: what.editId, of: what.imageId },
    );
    return {};
  }
}

/** The photo's file name, if a list on this phone has it. */
export const imageNameIn = (client: QueryClient, image: ImageId): string | undefined =>
  imageIn(client, image)?.fileName;

function imageIn(client: QueryClient, image: ImageId): ImageView | undefined {
  for (const [, list] of [
    ...client.getQueriesData<ImagePages>({ queryKey: keys.images }),
    ...client.getQueriesData<ImagePages>({ queryKey: keys.imagesOfAnyListing }),
  ]) {
    const found = list?.pages.flatMap(({ items }) => items).find(({ imageId }) => imageId === image);
    if (found) return found;
  }
  return undefined;
}

/** The time of the newest change this phone knows of; undefined where no list has been read yet. */
export function newestKnown(client: QueryClient): {
  readonly images: string | undefined;
  readonly edits: string | undefined;
} {
  const images = client.getQueryData<ImagePages>(keys.images)?.pages.flatMap(({ items }) => items);
  const ofPhotos = client
    .getQueriesData<readonly EditView[]>({ queryKey: keys.editsOfAnyImage })
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
