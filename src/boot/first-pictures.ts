/** Signed addresses of the pictures that a screen shows first, kept for its next start. */
export interface FirstPictures {
  readonly urls: readonly string[];
  /** When the first of them dies, milliseconds since 1970. */
  readonly untilMs: number;
}

export const firstPicturesKeptAt = "reimagine.first-pictures";
/** A picture that begins to come now must still be allowed to come a moment later. */
const marginMs = 60_000;

export const forgetFirstPictures = (storage: Storage): void => storage.removeItem(firstPicturesKeptAt);

/**
 * What the screen at this address will show first, as far as it is known and may still be fetched. The same screen with
 * another query stands in for one that is not known.
 */
export function firstPicturesOf(
  storage: Storage,
  { pathname, search }: { readonly pathname: string; readonly search: string },
  nowMs: number,
): readonly string[] {
  const text = storage.getItem(firstPicturesKeptAt);
  if (text === null) return [];
  // Written by keep-first-pictures.ts alone, and read before there is a schema to read it by.
  const kept = JSON.parse(text) as Readonly<Record<string, FirstPictures | undefined>>;
  const found = kept[pathname + search] ?? kept[pathname];
  return found !== undefined && found.untilMs > nowMs + marginMs ? found.urls : [];
}
