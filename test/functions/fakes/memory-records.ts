import { type Change, type Condition, type Page, type Records } from "#functions/ports.ts";
import { item, type Item, type ItemKey } from "#functions/records/item.ts";

/** A small true table: conditions hold or nothing is written, and what is read is a copy. */
export interface MemoryRecords extends Records {
  readonly rows: Map<string, Item>;
  countOf(PK: string, prefix: string): number;
}

export function memoryRecords(): MemoryRecords {
  const rows = new Map<string, Item>();
  const at = ({ PK, SK }: ItemKey): string => `${PK}|${SK}`;

  const holds = (key: ItemKey, when: Condition): boolean => {
    const row = rows.get(at(key));
    if (when === "always") return true;
    if (when === "absent") return row === undefined;
    if (when === "present") return row !== undefined;
    return row?.Version === when.version;
  };
  const mayChange = (change: Change): boolean => {
    if (change.kind === "put") return holds(change.item, change.when);
    if (change.kind === "count")
      return (rows.get(at(change.key))?.Count ?? 0) + change.by <= (change.most ?? Infinity);
    return holds(change.key, change.when);
  };
  const make = (change: Change): void => {
    switch (change.kind) {
      case "put":
        rows.set(at(change.item), copy(change.item));
        return;
      case "remove":
        rows.delete(at(change.key));
        return;
      case "count": {
        const before = rows.get(at(change.key));
        rows.set(at(change.key), {
          ...change.key,
          EntityType: "LimitCounter",
          Data: {},
          CreatedAt: before?.CreatedAt ?? change.nowMs,
          UpdatedAt: change.nowMs,
          Version: (before?.Version ?? 0) + 1,
          ...(change.expiresAtSeconds === undefined ? {} : { TTL: change.expiresAtSeconds }),
          Count: (before?.Count ?? 0) + change.by,
        });
        return;
      }
      case "check":
    }
  };
  const pageOf = (found: readonly Item[], limit: number): Page => ({
    items: found.slice(0, limit).map((row) => item.parse(copy(row))),
    more: found.length > limit,
  });

  return {
    rows,
    countOf: (PK, prefix) =>
      [...rows.values()]
        .filter((row) => row.PK === PK && row.SK.startsWith(prefix))
        .reduce((sum, row) => sum + (row.Count ?? 1), 0),
    async get(key) {
      await turn();
      const row = rows.get(at(key));
      return row && item.parse(copy(row));
    },
    async write(changes) {
      await turn();
      const failed = changes.flatMap((change, index) => (mayChange(change) ? [] : [index]));
      if (failed.length > 0) return { ok: false, failed };
      for (const change of changes) make(change);
      return { ok: true };
    },
    async page({ PK, prefix, limit, after }) {
      await turn();
      const found = [...rows.values()]
        .filter(
          (row) => row.PK === PK && row.SK.startsWith(prefix) && (after === undefined || row.SK < after),
        )
        .toSorted((a, b) => (a.SK < b.SK ? 1 : -1));
      return pageOf(found, limit);
    },
    async indexPage({ GSI1PK, limit, after }) {
      await turn();
      const found = [...rows.values()]
        .filter((row) => row.GSI1PK === GSI1PK && (after === undefined || (row.GSI1SK ?? "") < after.GSI1SK))
        .toSorted((a, b) => ((a.GSI1SK ?? "") < (b.GSI1SK ?? "") ? 1 : -1));
      return pageOf(found, limit);
    },
  };
}

/** Lets others in between, as a network does. */
const turn = (): Promise<void> => Promise.resolve();

/** As a table keeps it: undefined falls away, nothing is shared. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
