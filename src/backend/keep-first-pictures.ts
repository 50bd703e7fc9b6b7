import { type DehydratedState, type InfiniteData } from "@tanstack/react-query";
import { type EditView, type ImageView, type ListingView } from "#core/api/views.ts";
import { type FirstPictures, firstPicturesKeptAt } from "#src/boot/first-pictures.ts";
import { type Page } from "./merge.ts";

/** As many as stand in the first rows of a grid on a phone. */
const inView = 6;
/** Screens whose pictures are kept: those one was on last. */
const mostScreens = 12;

type Kept = DehydratedState["queries"][number];

/** Keeps the addresses of what each screen shows first, so that its next start can ask for it before anything else. */
export const keepFirstPictures = (storage: Storage, queries: readonly Kept[]): void =>
  keep(storage, firstPicturesIn(queries));

/** @param byAddress path and query of a screen → its pictures, the most important first */
function keep(storage: Storage, byAddress: ReadonlyMap<string, readonly string[]>): void {
  const kept = [...byAddress].map(([address, urls]): [string, FirstPictures] => [
    address,
    { urls, untilMs: Math.min(...urls.map(diesAtMs)) },
  ]);
  storage.setItem(firstPicturesKeptAt, JSON.stringify(Object.fromEntries(kept)));
}

/**
 * The pictures that each screen shows first, by its path and query, so that its next start can ask for them before it
 * knows anything else: the first rows of the grids, and the small copy of a photo or of what was made of it.
 */
function firstPicturesIn(queries: readonly Kept[]): ReadonlyMap<string, readonly string[]> {
  const cover = queries.filter(({ queryKey }) => queryKey[0] === "listings").flatMap(coverIn);
  const newestFirst = queries.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  const screens = newestFirst.flatMap((kept) => screensOf(kept, cover)).filter(([, urls]) => urls.length > 0);
  return new Map(screens.slice(0, mostScreens));
}

/** What lies under a key is known by queries.ts, which wrote it; only the first words of keys are looked at here. */
function screensOf({ queryKey, state }: Kept, cover: readonly string[]): readonly [string, string[]][] {
  const [kind, id] = queryKey;
  switch (kind) {
    case "images":
      return [["/", [...cover, ...thumbsIn(state.data as ImagePages)].slice(0, inView)]];
    case "images-of":
      return [[`/l/${String(id)}`, thumbsIn(state.data as ImagePages).slice(0, inView)]];
    case "image":
      return [[`/p/${String(id)}`, present([(state.data as ImageView).thumbUrl])]];
    case "edits":
      return (state.data as readonly EditView[]).map(({ editId, thumbUrl }) => [
        `/p/${String(id)}?edit=${editId}`,
        present([thumbUrl]),
      ]);
    default:
      return [];
  }
}

type ImagePages = InfiniteData<Page<ImageView>>;

const thumbsIn = ({ pages }: ImagePages): string[] =>
  present((pages[0]?.items ?? []).map(({ thumbUrl }) => thumbUrl));

/** Of the listing that changed last: the first card. */
function coverIn({ state }: Kept): readonly string[] {
  const [first] = (state.data as readonly ListingView[]).toSorted((a, b) =>
    a.changedAt < b.changedAt ? 1 : -1,
  );
  return present([first?.coverUrl]);
}

const present = (urls: readonly (string | null | undefined)[]): string[] =>
  urls.filter((url) => typeof url === "string");

/** As S3 and CloudFront write it into the addresses they sign; an address without it is not trusted to live on. */
function diesAtMs(url: string): number {
  const query = new URL(url).searchParams;
  const until = query.get("Expires");
  if (until !== null) return Number(until) * 1000;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get("X-Amz-Date") ?? "") ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const diesAt = signedAt + Number(query.get("X-Amz-Expires")) * 1000;
  return Number.isNaN(diesAt) ? 0 : diesAt;
}
