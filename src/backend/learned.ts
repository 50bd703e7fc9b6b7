import { type QueryClient } from "@tanstack/react-query";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { idOfEdit, idOfImage, mergePages, type Page, type Pages } from "./merge.ts";

/**
 * What a phone has learned of single things. The answer to a long list is on its way for a while, page after page, and
 * knows nothing of what was learned after it was asked for.
 */
class Learned<T extends { readonly updatedAt: string }> {
  readonly #idOf: (thing: T) => string;
  readonly #things = new Map<string, { readonly thing: T; readonly at: number }>();
  /** When each list was last asked for from its beginning, as a count of what was learned. */
  readonly #askedAt = new Map<string, number>();
  #count = 0;

  constructor(idOf: (thing: T) => string) {
    this.#idOf = idOf;
  }

  tell(things: readonly T[]): void {
    for (const thing of things) this.#things.set(this.#idOf(thing), { thing, at: ++this.#count });
  }

  forget(isGone: (thing: T) => boolean): void {
    for (const [id, { thing }] of this.#things) if (isGone(thing)) this.#things.delete(id);
  }

  /** This list is being asked for from its beginning: of what was learned before, the answer will know. */
  ask(list: string): void {
    this.#askedAt.set(list, this.#count);
    const oldest = Math.min(...this.#askedAt.values());
    for (const [id, { at }] of this.#things) if (at <= oldest) this.#things.delete(id);
  }

  /** A list with what was learned since it was asked for, without what has moved elsewhere by then. */
  over<P extends Pages<T>>(list: string, found: P, belongs: (thing: T) => boolean): P {
    const since = this.#askedAt.get(list) ?? 0;
    const news = [...this.#things.values()].filter(({ at }) => at > since).map(({ thing }) => thing);
    if (news.length === 0) return found;
    const elsewhere = new Map(
      news.filter((thing) => !belongs(thing)).map((thing) => [this.#idOf(thing), thing]),
    );
    const stays = (item: T): boolean => {
      const moved = elsewhere.get(this.#idOf(item));
      return moved === undefined || moved.updatedAt < item.updatedAt;
    };
    const pages = found.pages.map((page): Page<T> => ({ ...page, items: page.items.filter(stays) }));
    return { ...found, ...mergePages({ ...found, pages }, news.filter(belongs), this.#idOf) };
  }
}

interface OfPhone {
  readonly images: Learned<ImageView>;
  readonly edits: Learned<EditView>;
}
const phones = new WeakMap<QueryClient, OfPhone>();

export function learnedBy(client: QueryClient): OfPhone {
  const known = phones.get(client) ?? { images: new Learned(idOfImage), edits: new Learned(idOfEdit) };
  phones.set(client, known);
  return known;
}
