import { type InfiniteData, QueryClient, dehydrate } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type ImageView } from "#core/api/views.ts";
import { listingId } from "#core/ids.ts";
import { firstPicturesOf, forgetFirstPictures } from "#src/boot/first-pictures.ts";
import { keepFirstPictures } from "#src/backend/keep-first-pictures.ts";
import { type Page } from "#src/backend/merge.ts";
import { keys } from "#src/backend/queries.ts";
import { memoryStorage } from "./memory-storage.ts";
import { anImage, anImageId } from "./views.ts";

const signedMs = Date.parse("2026-11-21T10:00:00Z");
const hourMs = 60 * 60_000;
const fromS3 = (name: string) =>
  `https://b.example/${name}.webp?X-Amz-Date=20261121T100000Z&X-Amz-Expires=3600`;
const fromCdn = (name: string) =>
  `https://c.example/${name}.webp?Expires=${(signedMs + hourMs) / 1000}&Signature=x`;
const listing = listingId.parse(anImageId(9));

/** A phone that has seen a listing of twenty photos, and one of them by itself. */
function kept(address: (name: string) => string): Storage {
  const client = new QueryClient();
  const items = Array.from({ length: 20 }, (_, n) =>
    anImage({ imageId: anImageId(n), state: "ready", thumbUrl: address(`thumb-${n}`) }),
  );
  const pages: InfiniteData<Page<ImageView>, string | undefined> = {
    pages: [{ items, nextToken: undefined }],
    pageParams: [undefined],
  };
  client.setQueryData(keys.imagesOf(listing), pages);
  client.setQueryData(keys.image(anImageId(3)), items[3]);
  const storage = memoryStorage();
  keepFirstPictures(storage, dehydrate(client).queries);
  return storage;
}
const at = (pathname: string, search = "") => ({ pathname, search });

describe("the pictures a screen shows first", () => {
  it("are its first rows, and known at its next start, whatever signed their addresses", () => {
    for (const address of [fromS3, fromCdn]) {
      const first = firstPicturesOf(kept(address), at(`/l/${listing}`), signedMs);
      expect(first).toEqual([0, 1, 2, 3, 4, 5].map((n) => address(`thumb-${n}`)));
    }
  });

  it("are those of the photo itself where its form is open", () => {
    const first = firstPicturesOf(kept(fromS3), at(`/p/${anImageId(3)}`, "?do=enhance"), signedMs);
    expect(first).toEqual([fromS3("thumb-3")]);
  });

  it("are not asked for once their addresses have died, nor for a screen nobody has seen", () => {
    const storage = kept(fromS3);
    expect(firstPicturesOf(storage, at(`/l/${listing}`), signedMs + hourMs)).toEqual([]);
    expect(firstPicturesOf(storage, at("/"), signedMs)).toEqual([]);
    expect(firstPicturesOf(memoryStorage(), at("/"), signedMs)).toEqual([]);
  });

  it("are forgotten with everything else of somebody who signs out", () => {
    const storage = kept(fromS3);
    forgetFirstPictures(storage);
    expect(firstPicturesOf(storage, at(`/l/${listing}`), signedMs)).toEqual([]);
    expect(storage).toHaveLength(0);
  });
});
