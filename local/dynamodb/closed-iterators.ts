import { type Store } from "#local/dynamodb/dynalite-types.ts";

/**
 * Every query and scan of dynalite reads through an iterator of the database and ends it by `return`, which iterators of
 * abstract-level lack (dynalite 4.0.0, db/index.js, createValueStream): each would stay open for ever, with a snapshot of
 * the whole database behind it. Here `return` closes.
 */
export function closeIterators({ db }: Store): void {
  for (const kind of ["keys", "values"] as const) {
    const open = db[kind].bind(db);
    db[kind] = (range) => {
      const iterator = open(range);
      return Object.assign(iterator, { return: () => iterator.close() });
    };
  }
}
