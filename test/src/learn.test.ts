import { type InfiniteData, QueryClient, QueryObserver } from "@tanstack/react-query";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { type EditView, type ImageView, type ListingView } from "#core/api/views.ts";
import { listingId } from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";
import { type Page } from "#src/backend/merge.ts";
import { keys } from "#src/backend/keys.ts";
import { learn, learnListing } from "#src/backend/learn.ts";
import { aListing, anEdit, anImage, anImageId } from "./views.ts";

const here = listingId.parse(uuidV7(1, new Uint8Array(10)));
const there = listingId.parse(uuidV7(2, new Uint8Array(10)));
const place = fc.integer({ min: 1, max: 12 });
const updatedAt = fc.integer({ min: 10, max: 20 }).map((minute) => `2026-01-01T00:${minute}:00.000Z`);

const photo: fc.Arbitrary<ImageView> = fc
  .record({ place, updatedAt, listing: fc.constantFrom(here, there) })
  .map((one) => anImage({ imageId: anImageId(one.place), updatedAt: one.updatedAt, listingId: one.listing }));
const photos = fc.uniqueArray(photo, { selector: ({ imageId }) => imageId, maxLength: 10 });

const list = (items: readonly ImageView[]): InfiniteData<Page<ImageView>> => ({
  pages: [{ items: items.toSorted((a, b) => (a.imageId < b.imageId ? 1 : -1)), nextToken: undefined }],
  pageParams: [undefined],
});

/** A phone that has read these photos: all of them, those of a listing, and the first by itself. */
function phone(known: readonly ImageView[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(keys.images, list(known));
  for (const listing of [here, there])
    client.setQueryData(keys.imagesOf(listing), list(known.filter(({ listingId: of }) => of === listing)));
  for (const image of known.slice(0, 1)) client.setQueryData(keys.image(image.imageId), image);
  return client;
}

const knownTo = (client: QueryClient): unknown =>
  [keys.images, keys.imagesOf(here), keys.imagesOf(there), keys.anyImage].map((queryKey) =>
    client.getQueriesData({ queryKey }),
  );

it("is told of many photos as of one after the other", () => {
  fc.assert(
    fc.property(photos, photos, (known, news) => {
      const [together, oneByOne] = [phone(known), phone(known)];
      learn(together, { images: news });
      for (const image of news) learn(oneByOne, { images: [image] });
      expect(knownTo(together)).toEqual(knownTo(oneByOne));
    }),
  );
});

it("shows a moved photo in its new listing and no longer in the old one", () => {
  fc.assert(
    fc.property(photos, photos, (known, news) => {
      const client = phone(known);
      learn(client, { images: news });
      for (const listing of [here, there]) {
        const shown = client.getQueryData<InfiniteData<Page<ImageView>>>(keys.imagesOf(listing));
        for (const image of shown?.pages.flatMap(({ items }) => items) ?? [])
          expect(image.listingId).toBe(listing);
      }
    }),
  );
});

it("puts each edit into the history of its own photo", () => {
  const client = new QueryClient();
  const edits = [1, 2, 1].map((of, n) =>
    anEdit({
      imageId: anImageId(of),
      editId: anEdit().editId.replace(/.$/, String(n)) as EditView["editId"],
    }),
  );
  for (const of of [1, 2]) client.setQueryData(keys.edits(anImageId(of)), []);
  learn(client, { edits });
  for (const of of [1, 2])
    expect(client.getQueryData<readonly EditView[]>(keys.edits(anImageId(of)))?.length).toBe(
      of === 1 ? 2 : 1,
    );
});

it("keeps a listing's new name when an answer comes late that knows only the old one", async () => {
  const client = new QueryClient();
  const [before, after] = [aListing({ name: "3 Elm Road" }), aListing({ name: "5 Oak Street", version: 2 })];
  client.setQueryData<readonly ListingView[]>(keys.listings, [before]);
  const answers: (() => void)[] = [];
  let atServer = before;
  const queryFn = (): Promise<readonly ListingView[]> => {
    const found = [atServer];
    return new Promise((resolve) => answers.push(() => resolve(found)));
  };
  const stop = new QueryObserver(client, { queryKey: keys.listings, queryFn, staleTime: 0 }).subscribe(
    () => {},
  );
  expect(answers).toHaveLength(1);
  atServer = after;
  learnListing(client, after);
  answers[0]?.();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.();
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(client.getQueryData(keys.listings)).toEqual([after]);
  stop();
});
