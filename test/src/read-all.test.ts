import { describe, expect, it } from "vitest";
import { type PagedPhotos, readAll } from "#src/features/listing/read-all.ts";
import { NoSignal } from "#src/backend/trouble.ts";
import { anImage, anImageId } from "./views.ts";

const perPage = 50;

/** A list of which `read` pages are there already; the page at `failsAt` cannot be read. */
function aList(pages: number, read: number, failsAt = Number.POSITIVE_INFINITY): PagedPhotos {
  const page = (place: number) => ({
    items: Array.from({ length: perPage }, (_, n) => anImage({ imageId: anImageId(place * perPage + n) })),
    nextToken: place + 1 < pages ? String(place + 1) : undefined,
  });
  return {
    data: { pages: Array.from({ length: read }, (_, place) => page(place)) },
    hasNextPage: read < pages,
    error: null,
    fetchNextPage: async () =>
      read === failsAt
        ? { ...aList(pages, read), error: new NoSignal("No answer") }
        : aList(pages, read + 1, failsAt),
  };
}

describe("all photos of a list", () => {
  it("are those too whose pages nobody has scrolled to", async () => {
    const ids = (await readAll(aList(20, 1))).map(({ imageId }) => imageId);
    expect(ids).toEqual(Array.from({ length: 1000 }, (_, n) => anImageId(n)));
  });

  it("are asked for no further where the list is whole", async () => {
    const whole = { ...aList(2, 2), fetchNextPage: () => Promise.reject(new Error("asked")) };
    expect(await readAll(whole)).toHaveLength(100);
  });

  it("are not said to be all when a page could not be read", async () => {
    await expect(readAll(aList(4, 1, 2))).rejects.toBeInstanceOf(NoSignal);
  });
});
