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
  for (const item of byId.values()) {
    const at = pageFor(pages, idOf(item), idOf);
    const page = pages[at];
    if (page === undefined) continue;
    const items = [item, ...page.items].toSorted((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
    pages[at] = { ...page, items };
  }
  return { ...list, pages };
}

/** Where an id belongs: the first page that ends behind it, or the last one of a list read to its end. None: not read yet. */
function pageFor<T>(pages: readonly Page<T>[], id: string, idOf: (item: T) => string): number {
  const at = pages.findIndex(({ items }) => items.some((item) => idOf(item) < id));
  if (at >= 0) return at;
  const isAllRead = pages.at(-1)?.nextToken === undefined;
  const isNothingHere = pages.every(({ items }) => items.length === 0);
  return isAllRead ? pages.length - 1 : isNothingHere ? 0 : -1;
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
