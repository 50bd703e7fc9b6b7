import { type Store, type Table } from "#local/dynamodb/dynalite-types.ts";

/**
 * Every operation asks dynalite for its table first, which reads it from the disk each time: half of all the database did.
 * The store then keeps each table that is in use, until `forget` says that tables change.
 */
export function knowTables(store: Store): { readonly forget: () => void } {
  const known = new Map<string, Table>();
  const getTable = store.getTable.bind(store);
  store.getTable = (name, ...asked) => {
    // With a word about its status in between, the asker wants it as it stands in the store.
    if (asked.length === 2) return getTable(name, ...asked);
    const [callback] = asked;
    const table = known.get(name);
    if (table !== undefined) return callback(null, table);
    getTable(name, (error, found) => {
      if (!error && found.TableStatus === "ACTIVE") known.set(name, found);
      callback(error, found);
    });
  };
  return { forget: () => known.clear() };
}
