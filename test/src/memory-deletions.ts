import { type Deletion, idOf } from "#src/backend/deletion.ts";
import { type DeletionShelf } from "#src/backend/deletion-shelf.ts";

/** A shelf that behaves as the one in IndexedDB: each call takes a turn of the event loop, and does its own at once. */
export function memoryDeletions(): DeletionShelf {
  const kept = new Map<string, Deletion>();
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    async all() {
      await turn();
      return [...kept.values()];
    },
    async keep(deletions) {
      await turn();
      for (const one of deletions) kept.set(idOf(one.thing), one);
    },
    async begin(id) {
      await turn();
      const found = kept.get(id);
      if (found) kept.set(id, { ...found, hasBegun: true });
      return found !== undefined;
    },
    async undo(id) {
      await turn();
      return kept.get(id)?.hasBegun === false && kept.delete(id);
    },
    async end(id) {
      await turn();
      kept.delete(id);
    },
  };
}
