import { recordKeys } from "#core/keys.ts";
import { item } from "#functions/records/item.ts";
import { type Walk } from "#functions/sweep/walk.ts";
import { type MemoryObjects } from "#test/functions/fakes/memory-objects.ts";
import { type MemoryRecords } from "#test/functions/fakes/memory-records.ts";

/**
 * Walks the stores of a world. A table in memory has no order of its own, so partitions come by name.
 * @param modifiedMs when an object was put: long ago, unless a test says so
 */
export function memoryWalk(
  { records, objects }: { readonly records: MemoryRecords; readonly objects: MemoryObjects },
  modifiedMs: (key: string) => number = () => 0,
): Walk {
  return {
    async nextPartition(after) {
      const all = [...new Set([...records.rows.values()].map(({ PK }) => PK))].toSorted();
      return all.find((PK) => after === undefined || PK > after);
    },
    async rows(user, after) {
      const found = [...records.rows.values()]
        .filter(({ PK, SK }) => PK === recordKeys.partition(user) && (after === undefined || SK > after))
        .toSorted((a, b) => (a.SK < b.SK ? -1 : 1));
      // A small page, so that every sweep pages.
      return {
        items: found.slice(0, 3).map((row) => item.parse(structuredClone(row))),
        more: found.length > 3,
      };
    },
    async keys(prefix, after, limit) {
      return objects
        .keys()
        .filter((key) => key.startsWith(prefix) && key > after)
        .slice(0, limit)
        .map((key) => ({ key, modifiedMs: modifiedMs(key) }));
    },
  };
}
