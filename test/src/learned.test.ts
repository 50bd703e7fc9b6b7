import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type ImageView } from "#core/api/views.ts";
import { type ImagePages } from "#src/backend/keys.ts";
import { learnedBy } from "#src/backend/learned.ts";
import { anImage, anImageId } from "./views.ts";

const photo = (place: number, minute: number, change: Partial<ImageView> = {}): ImageView =>
  anImage({ imageId: anImageId(place), updatedAt: `2026-01-01T00:${minute}:00.000Z`, ...change });
const answer = (...items: readonly ImageView[]): ImagePages => ({
  pages: [
    { items: items.slice(0, 2), nextToken: "more" },
    { items: items.slice(2), nextToken: undefined },
  ],
  pageParams: [undefined, "more"],
});
const photosOf = ({ pages }: ImagePages): readonly ImageView[] => pages.flatMap(({ items }) => items);
const anyListing = (): boolean => true;
const list = "all";

describe("a list whose answer was on its way while something was learned", () => {
  it("has what was learned, in its place, and not what it was before", () => {
    const { images } = learnedBy(new QueryClient());
    images.ask(list);
    images.tell([photo(5, 20), photo(3, 20), photo(1, 10)]);
    const shown = photosOf(images.over(list, answer(photo(4, 15), photo(3, 15), photo(1, 15)), anyListing));
    expect(shown).toEqual([photo(5, 20), photo(4, 15), photo(3, 20), photo(1, 15)]);
  });

  it("knows better than what was learned before it was asked for: that may be gone by now", () => {
    const { images } = learnedBy(new QueryClient());
    images.tell([photo(5, 20)]);
    images.ask(list);
    const found = answer(photo(4, 15));
    expect(images.over(list, found, anyListing)).toBe(found);
  });

  it("has what another list was too late for, as long as it was not asked for itself", () => {
    const { images } = learnedBy(new QueryClient());
    images.ask(list);
    images.tell([photo(5, 20)]);
    images.ask("another");
    expect(photosOf(images.over(list, answer(photo(4, 15)), anyListing))).toEqual([
      photo(5, 20),
      photo(4, 15),
    ]);
    expect(photosOf(images.over("another", answer(photo(4, 15)), anyListing))).toEqual([photo(4, 15)]);
  });

  it("does not bring back what was deleted meanwhile", () => {
    const { images } = learnedBy(new QueryClient());
    images.ask(list);
    images.tell([photo(5, 20)]);
    images.forget(({ imageId }) => imageId === anImageId(5));
    expect(photosOf(images.over(list, answer(photo(4, 15)), anyListing))).toEqual([photo(4, 15)]);
  });

  it("is without what has moved into another listing, unless it came back later", () => {
    const { images } = learnedBy(new QueryClient());
    images.ask(list);
    images.tell([photo(4, 20, { room: "elsewhere" }), photo(3, 10, { room: "elsewhere" })]);
    const isHere = ({ room }: ImageView): boolean => room !== "elsewhere";
    expect(photosOf(images.over(list, answer(photo(4, 15), photo(3, 15)), isHere))).toEqual([photo(3, 15)]);
  });
});

it("is known to one person's phone only", () => {
  const [mine, other] = [learnedBy(new QueryClient()), learnedBy(new QueryClient())];
  mine.images.tell([photo(5, 20)]);
  expect(photosOf(other.images.over(list, answer(photo(4, 15)), anyListing))).toEqual([photo(4, 15)]);
});
