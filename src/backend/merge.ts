import { type EditView, type ImageView } from "#core/api/views.ts";

/** One page of a list that is read newest first. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}
export interface Pages<T> {
  readonly pages: readonly Page<T>[];
  readonly pageParams: readonly (string | undefined)[];
}

/**
 * Puts what has changed into a list: known things in their place, new ones (ids are UUID v7, so newest sort highest)
 * where their id belongs. What belongs behind all that has been read is left out while there is more to read: it comes
 * with its page, and would be there twice. An answer older than what is there is ignored: hints and refetches overtake
 * each other.
 */
export function mergePages<T extends { readonly updatedAt: string }>(
  list: Pages<T>,
  changed: readonly T[],
  idOf: (item: T) => string,
): Pages<T> {
  const byId = new Map(changed.map((item) => [idOf(item), item]));
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      const found = byId.get(idOf(item));
      byId.delete(idOf(item));
      return found === undefined ? item : newer(item, found);
    }),
  }));
  const placeOf = placesIn(pages, idOf);
  const added = [...byId.values()].map((item) => ({ item, at: placeOf(idOf(item)) }));
  for (const at of new Set(added.map((one) => one.at))) {
    const page = pages[at];
    if (page === undefined) continue;
    const here = added.filter((one) => one.at === at).map(({ item }) => item);
    const items = [...here, ...page.items].toSorted((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
    pages[at] = { ...page, items };
  }
  return { ...list, pages };
}

/**
 * The page that an id belongs to, by index: the first one that ends behind it, or the last one of a list read to its
 * end. −1: not read yet.
 */
function placesIn<T>(pages: readonly Page<T>[], idOf: (item: T) => string): (id: string) => number {
  const lowest = pages.map(({ items }) => items.map(idOf).reduce((a, b) => (a < b ? a : b), "\uffff"));
  const isAllRead = pages.at(-1)?.nextToken === undefined;
  const isNothingHere = pages.every(({ items }) => items.length === 0);
  const behindAll = isAllRead ? pages.length - 1 : isNothingHere ? 0 : -1;
  return (id) => {
    const at = lowest.findIndex((low) => low < id);
    return at >= 0 ? at : behindAll;
  };
}

/** Of two answers about the same thing, the one that knows more. The same age: the later asked, its URLs are fresher. */
export const newer = <T extends { readonly updatedAt: string }>(old: T, found: T): T =>
  found.updatedAt >= old.updatedAt ? found : old;

export const idOfImage = ({ imageId }: ImageView): string => imageId;
export const idOfEdit = ({ editId }: EditView): string => editId;

/** Puts one changed thing into a plain list, newest first. */
export const mergeItems = <T extends { readonly updatedAt: string }>(
  items: readonly T[],
  changed: readonly T[],
  idOf: (item: T) => string,
): readonly T[] =>
  mergePages({ pages: [{ items, nextToken: undefined }], pageParams: [undefined] }, changed, idOf).pages[0]
    ?.items ?? [];
