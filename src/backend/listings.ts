import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Input } from "#core/api/operations.ts";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { type ImageId, type ListingId } from "#core/ids.ts";
import { maxMovedImages, pageSize } from "#core/limits/limits.ts";
import { useBackend } from "./backend.ts";
import { keys } from "./keys.ts";
import { learn, learnListing } from "./learn.ts";

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
    learn(client, { images: moved });
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
      if (image) learn(client, { images: [image] });
    }
    void client.invalidateQueries({ queryKey: keys.listings });
  };
}
