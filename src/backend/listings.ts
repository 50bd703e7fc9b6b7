import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Input, OperationName } from "#core/api/operations.ts";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { type ImageId, type ListingId } from "#core/ids.ts";
import { maxMovedImages, pageSize } from "#core/limits/limits.ts";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { toast } from "#src/design/toast.tsx";
import { firstWords } from "#src/first-words.ts";
import { useBackend } from "./backend.ts";
import { forget, keys, learn } from "./queries.ts";
import { createStore, useStore } from "./store.ts";
import { explain, Refused } from "./trouble.ts";

/** Signed addresses live an hour. */
const urlsFreshMs = 40 * 60 * 1000;

/** Every listing, the one that changed last first. */
export function useListings() {
  const { call } = useBackend();
  return useQuery({
    queryKey: keys.listings,
    queryFn: async ({ signal }): Promise<readonly ListingView[]> => {
      const found: ListingView[] = [];
      for (let nextToken: string | undefined; ;) {
        const page = await call("listListings", { limit: pageSize, nextToken }, signal);
        found.push(...page.items);
        nextToken = page.nextToken ?? undefined;
        if (nextToken === undefined) return found;
      }
    },
    select: byLastChange,
    staleTime: 60_000,
    refetchInterval: urlsFreshMs,
  });
}

const byLastChange = (listings: readonly ListingView[]): readonly ListingView[] =>
  listings.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1));

function learnListing(client: QueryClient, listing: ListingView): void {
  client.setQueryData<readonly ListingView[]>(keys.listings, (old) => [
    listing,
    ...(old ?? []).filter(({ listingId }) => listingId !== listing.listingId),
  ]);
}

function useListingOperation<N extends "createListing" | "updateListing">(name: N) {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation<ListingView, Error, Input<N>>({
    mutationFn: async (input) => {
      const { listing } = await call(name, input);
      if (!listing) throw new Error(`${name} answered neither a listing nor a problem`);
      return listing;
    },
    onSuccess: (listing) => learnListing(client, listing),
    // Somebody else was faster: what they made of it is shown beside the refusal.
    onError: () => void client.invalidateQueries({ queryKey: keys.listings }),
  });
}

export const useCreateListing = () => useListingOperation("createListing");
export const useUpdateListing = () => useListingOperation("updateListing");

/** What is as good as gone: its owner can still say no. */
const leaving = createStore<ReadonlySet<string>>(new Set());
export const useLeavingThings = (): ReadonlySet<string> => useStore(leaving);

/** Hides things at once and deletes them when their owner has let the chance to undo it pass. */
function useDeleteUndoably<N extends OperationName>(name: N) {
  const { call } = useBackend();
  const client = useQueryClient();
  return (
    asked: readonly { readonly id: string; readonly input: Input<N> }[],
    said: string,
    onGone: (id: string) => void,
  ) => {
    const stay = (id: string): void => leaving.update((now) => new Set([...now].filter((one) => one !== id)));
    const remove = async (id: string, input: Input<N>): Promise<void> => {
      try {
        await call(name, input);
        onGone(id);
      } catch (error) {
        // Gone already is what was wanted.
        if (error instanceof Refused && error.problem.kind === "not-found") onGone(id);
        else sayTrouble(error);
      } finally {
        stay(id);
      }
    };
    leaving.update((now) => new Set([...now, ...asked.map(({ id }) => id)]));
    toast({
      text: said,
      action: {
        text: firstWords.common.undo,
        run: () => {
          for (const { id } of asked) stay(id);
        },
      },
      onGone: () => {
        Promise.all(asked.map(({ id, input }) => remove(id, input)))
          .then(() => client.invalidateQueries({ queryKey: keys.listings }))
          .catch(reportError);
      },
    });
  };
}

export function useDeleteImages() {
  const client = useQueryClient();
  const remove = useDeleteUndoably("deleteImage");
  return (images: readonly ImageId[], said: string): void =>
    remove(
      images.map((imageId) => ({ id: imageId, input: { imageId } })),
      said,
      (id) => {
        const imageId = images.find((one) => one === id);
        if (imageId) forget(client, { imageId });
      },
    );
}

export function useDeleteListing() {
  const client = useQueryClient();
  const remove = useDeleteUndoably("deleteListing");
  return (listing: ListingId, images: "keep" | "delete", said: string): void =>
    remove([{ id: listing, input: { listingId: listing, images } }], said, () => {
      forgetScreens(localStorage);
      client.setQueryData<readonly ListingView[]>(keys.listings, (old) =>
        old?.filter(({ listingId }) => listingId !== listing),
      );
      client.removeQueries({ queryKey: keys.imagesOf(listing) });
      // Its photos are gone, or in no listing now.
      void client.invalidateQueries({ queryKey: keys.images });
    });
}

/** Moves photos into a listing, or out of any. @returns those that could not be moved, with the first reason */
export function useMoveImages() {
  const { call } = useBackend();
  const client = useQueryClient();
  return async (images: readonly ImageId[], listingId: ListingId | undefined): Promise<Moved> => {
    const moved: ImageView[] = [];
    let problem: Moved["problem"];
    for (let at = 0; at < images.length; at += maxMovedImages) {
      const imageIds = images.slice(at, at + maxMovedImages);
      const { outcomes } = await call("moveImages", { imageIds, listingId });
      for (const { image, problem: refusal } of outcomes) {
        if (image) moved.push(image);
        problem ??= refusal ?? undefined;
      }
    }
    for (const image of moved) learn(client, { image });
    void client.invalidateQueries({ queryKey: keys.listings });
    if (listingId) void client.invalidateQueries({ queryKey: keys.imagesOf(listingId) });
    return { moved: moved.length, problem };
  };
}

export interface Moved {
  readonly moved: number;
  /** Why one or more of them stayed where they were. */
  readonly problem: { readonly message: string; readonly remedy: string } | undefined;
}

/** Gives photos a name or a room, one after the other. Throws what the first that failed was refused with. */
export function useUpdateImages() {
  const { call } = useBackend();
  const client = useQueryClient();
  return async (
    images: readonly ImageId[],
    change: { readonly fileName?: string; readonly room?: string },
  ) => {
    for (const imageId of images) {
      const { image } = await call("updateImage", { imageId, ...change });
      if (image) learn(client, { image });
    }
    void client.invalidateQueries({ queryKey: keys.listings });
  };
}

/** Says what stood in the way where there is no better place for it. */
export function sayTrouble(error: unknown): void {
  const { message, remedy } = explain(error);
  toast({ text: `${message} ${remedy}`, forMs: 10_000 });
}
