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
 * where their id belongs. An answer older than what is there is ignored: hints and refetches overtake each other.
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
  const [first, ...rest] = pages;
  if (first === undefined || byId.size === 0) return { ...list, pages };
  const items = [...byId.values(), ...first.items].toSorted((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
  return { ...list, pages: [{ ...first, items }, ...rest] };
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
