import { openDatabase } from "./database.ts";
import { deletion, type Deletion, idOf } from "./deletion.ts";

/** Where deletions are kept until they are carried out or undone: a closed app forgets none. */
export interface DeletionShelf {
  all(): Promise<readonly Deletion[]>;
  keep(deletions: readonly Deletion[]): Promise<void>;
  /** From now on it cannot be undone. @returns whether it was still there */
  begin(id: string): Promise<boolean>;
  /** Undoes it unless it has begun. @returns whether it is undone */
  undo(id: string): Promise<boolean>;
  /** It is carried out, or refused for good. */
  end(id: string): Promise<void>;
}

const prefix = "deletion/";

export const phoneDeletions: DeletionShelf = {
  async all() {
    const kept = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const found = await (await openDatabase()).getAll("values", kept);
    return found.flatMap((value) => {
      // Of another version of the app; one that cannot be read must not hold up the others.
      const read = deletion.safeParse(value);
      if (!read.success) reportError(read.error);
      return read.data ?? [];
    });
  },
  async keep(deletions) {
    const change = (await openDatabase()).transaction("values", "readwrite");
    await Promise.all([
      ...deletions.map((one) => change.store.put(one, prefix + idOf(one.thing))),
      change.done,
    ]);
  },
  async begin(id) {
    const change = (await openDatabase()).transaction("values", "readwrite");
    const found = deletion.safeParse(await change.store.get(prefix + id));
    if (found.success) await change.store.put({ ...found.data, hasBegun: true }, prefix + id);
    await change.done;
    return found.success;
  },
  async undo(id) {
    const change = (await openDatabase()).transaction("values", "readwrite");
    const found = deletion.safeParse(await change.store.get(prefix + id));
    const isInTime = found.success && !found.data.hasBegun;
    if (isInTime) await change.store.delete(prefix + id);
    await change.done;
    return isInTime;
  },
  async end(id) {
    await (await openDatabase()).delete("values", prefix + id);
  },
};
