import { type Item, type Table } from "#local/dynamodb/dynalite-types.ts";

/** The key attributes of an item, or of a key that came with a request. */
export function keyOf(item: Item, table: Table): Item {
  return Object.fromEntries(
    table.KeySchema.flatMap(({ AttributeName }) => {
      const value = item[AttributeName];
      return value === undefined ? [] : [[AttributeName, value]];
    }),
  );
}
