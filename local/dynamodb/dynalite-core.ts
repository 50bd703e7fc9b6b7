import { createRequire } from "node:module";
import { closeIterators } from "#local/dynamodb/closed-iterators.ts";
import {
  type Action,
  type Callback,
  type DynaliteDb,
  type DynaliteError,
  type DynaliteValidations,
  type Item,
  type OperationShape,
  type Store,
  type Table,
  type Write,
} from "#local/dynamodb/dynalite-types.ts";
import { knowTables } from "#local/dynamodb/known-tables.ts";

// CommonJS files without types or an exports map; the pinned version fixes their shape.
const require = createRequire(import.meta.url);
const db = require("dynalite/db") as DynaliteDb;
const validations = require("dynalite/validations") as DynaliteValidations;

/** dynalite's actions, without its HTTP front, as promises and with one atomic write an operation. */
export type DynaliteCore = {
  readonly store: Store;
  knows(operation: string): boolean;
  /** The request in dynalite's own shape; throws a DynaliteError when it is not valid. */
  parse(operation: string, input: unknown): Record<string, unknown>;
  /** Runs a parsed request; writes go to disk as they come. */
  run(operation: string, data: object): Promise<Record<string, unknown>>;
  /** Runs a parsed request and returns its writes, item and index entries, instead of making them. */
  plan(operation: string, data: object): Promise<{ output: Record<string, unknown>; writes: Write[] }>;
  table(name: string): Promise<Table>;
  item(table: Table, key: Item): Promise<Item | undefined>;
  /** Why the item does not meet the condition of a parsed request. */
  conditionProblem(data: object, existing: Item | undefined): DynaliteError | undefined;
};

export function openDynaliteCore(path: string): DynaliteCore {
  const store = db.create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  closeIterators(store);
  const tables = knowTables(store);
  const core: DynaliteCore = {
    store,
    knows: (operation) => operations.has(operation),
    parse(operation, input) {
      const { types, custom } = known(operation).shape;
      // Copied: dynalite takes out of its input what it does not know.
      const data = validations.checkTypes(structuredClone(input), types);
      validations.checkValidations(data, types, custom, store);
      return data;
    },
    async run(operation, data) {
      try {
        return await promised((done) => known(operation).action(store, data, done));
      } finally {
        if (changesTables.has(operation)) tables.forget();
      }
    },
    async plan(operation, data) {
      const writes: Write[] = [];
      const output = await promised<Record<string, unknown>>((done) =>
        known(operation).action(collecting(store, writes), data, done),
      );
      return { output, writes };
    },
    table: (name) => promised((done) => store.getTable(name, done)),
    async item(table, key) {
      const invalid = db.validateKey(key, table);
      if (invalid) throw invalid;
      const found = await promised<unknown>((done) =>
        store.getItemDb(table.TableName).get(db.createKey(key, table), done),
      ).catch((error: unknown) => {
        if (error instanceof Error && error.name === "NotFoundError") return undefined;
        throw error;
      });
      // Only dynalite writes here, and it writes items.
      return found as Item | undefined;
    },
    conditionProblem: (data, existing) => db.checkConditional(data, existing) ?? undefined,
  };
  return core;
}

const changesTables = new Set(["CreateTable", "DeleteTable"]);

const operations = new Map<string, { action: Action; shape: OperationShape }>(
  [
    "BatchGetItem",
    "BatchWriteItem",
    "CreateTable",
    "DeleteItem",
    "DeleteTable",
    "DescribeTable",
    "GetItem",
    "ListTables",
    "PutItem",
    "Query",
    "Scan",
    "UpdateItem",
  ].map((operation) => {
    const file = validations.toLowerFirst(operation);
    const action = require(`dynalite/actions/${file}`) as Action;
    const shape = require(`dynalite/validations/${file}`) as OperationShape;
    return [operation, { action, shape }];
  }),
);

function known(operation: string): { action: Action; shape: OperationShape } {
  const found = operations.get(operation);
  if (!found) throw new RangeError(`dynalite has no ${operation}.`);
  return found;
}

/** dynalite writes an item and its index entries one by one; here they are gathered, to be written as one. */
function collecting(store: Store, writes: Write[]): Store {
  const gather = (real: ReturnType<Store["getItemDb"]>, prefix: string): ReturnType<Store["getItemDb"]> => ({
    get: (key, done) => real.get(key, done),
    lock: real.lock,
    put(key, value, done) {
      writes.push({ type: "put", key: prefix + key, value });
      setImmediate(done, null, undefined);
    },
    del(key, done) {
      writes.push({ type: "del", key: prefix + key });
      setImmediate(done, null, undefined);
    },
  });
  return {
    ...store,
    getItemDb: (table) => gather(store.getItemDb(table), `item-${table}~`),
    getIndexDb: (kind, table, index) =>
      gather(store.getIndexDb(kind, table, index), `index-${kind.toLowerCase()}~${table}~${index}~`),
  };
}

async function promised<T>(start: (done: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}
