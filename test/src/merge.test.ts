import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePages, newer } from "#src/backend/merge.ts";

interface Thing {
  readonly id: string;
  readonly updatedAt: string;
  readonly from: string;
}
const idOf = ({ id }: Thing): string => id;
const things = (from: string) =>
  fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 10, max: 60 }).map(String),
      updatedAt: fc.integer({ min: 10, max: 30 }).map(String),
      from: fc.constant(from),
    }),
    { selector: idOf, maxLength: 12 },
  );
const pagesOf = (items: readonly Thing[]) => {
  const sorted = items.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const half = Math.ceil(sorted.length / 2);
  return {
    pages: [
      { items: sorted.slice(0, half), nextToken: "more" },
      { items: sorted.slice(half), nextToken: undefined },
    ],
    pageParams: [undefined, "more"],
  };
};

describe("a list that hears of changes", () => {
  it("has everything once, and of each thing the newest that is known", () => {
    fc.assert(
      fc.property(things("list"), things("news"), (known, news) => {
        const merged = mergePages(pagesOf(known), news, idOf).pages.flatMap(({ items }) => items);
        expect(merged.map(idOf).toSorted()).toEqual([...new Set([...known, ...news].map(idOf))].toSorted());
        for (const thing of merged) {
          const all = [...known, ...news].filter(({ id }) => id === thing.id);
          expect(thing.updatedAt).toBe(
            all
              .map(({ updatedAt }) => updatedAt)
              .toSorted()
              .at(-1),
          );
        }
      }),
    );
  });

  it("shows nothing twice and all in order, when what it was told of comes again with its page", () => {
    fc.assert(
      fc.property(things("list"), fc.integer({ min: 1, max: 5 }), fc.nat(20), (all, size, bits) => {
        const sorted = all.toSorted((a, b) => (a.id < b.id ? 1 : -1));
        const told = sorted.filter((_, n) => (bits >> (n % 5)) % 2 === 1);
        const first = { items: sorted.slice(0, size), nextToken: sorted.length > size ? "more" : undefined };
        const merged = mergePages({ pages: [first], pageParams: [undefined] }, told, idOf);
        const read = { items: sorted.slice(size), nextToken: undefined };
        const shown = [...merged.pages, read].flatMap(({ items }) => items.map(idOf));
        expect(shown).toEqual(sorted.map(idOf));
      }),
    );
  });

  it("keeps what is new in its order, on whichever page", () => {
    fc.assert(
      fc.property(things("list"), things("news"), (known, news) => {
        const shown = mergePages(pagesOf(known), news, idOf).pages.flatMap(({ items }) => items.map(idOf));
        expect(shown).toEqual(shown.toSorted().toReversed());
      }),
    );
  });

  it("says the same when told twice", () => {
    fc.assert(
      fc.property(things("list"), things("news"), (known, news) => {
        const once = mergePages(pagesOf(known), news, idOf);
        expect(mergePages(once, news, idOf)).toEqual(once);
      }),
    );
  });

  it("takes a later answer of the same age, whose addresses live longer", () => {
    const old = { id: "1", updatedAt: "5", from: "old" };
    expect(newer(old, { ...old, from: "new" }).from).toBe("new");
    expect(newer(old, { ...old, updatedAt: "4", from: "late" }).from).toBe("old");
  });
});
