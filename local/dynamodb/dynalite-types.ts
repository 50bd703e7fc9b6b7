// The parts of dynalite 4.0.0 that the engine stands on.

/** An item or a key as on the wire: `{ "PK": { "S": "…" } }`. */
export type Item = Readonly<Record<string, object>>;

export type Callback<T> = (error: DynaliteError | null, value: T) => void;

/** Refusals carry what the API answers; anything without `statusCode` is a bug. */
export type DynaliteError = Error & { readonly statusCode?: number; readonly body?: Record<string, unknown> };

export type Table = {
  readonly TableName: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
};

export type Write =
  | { readonly type: "put"; readonly key: string; readonly value: unknown }
  | { readonly type: "del"; readonly key: string };

/** A part of the store under a key prefix. */
type SubStore = {
  get(key: string, callback: Callback<unknown>): void;
  put(key: string, value: unknown, callback: Callback<undefined>): void;
  del(key: string, callback: Callback<undefined>): void;
  readonly lock: unknown;
};

/** One of abstract-level's; it reads what was there when it was made until it is closed. */
type LevelIterator = { close(): Promise<void> };

export type Store = {
  readonly db: {
    open(): Promise<void>;
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    batch(writes: readonly Write[]): Promise<void>;
    close(): Promise<void>;
    iterator(range: { gt: string; lt: string }): AsyncIterable<[string, unknown]>;
    keys(range?: object): LevelIterator;
    values(range?: object): LevelIterator;
  };
  getItemDb(table: string): SubStore;
  getIndexDb(kind: string, table: string, index: string): SubStore;
  getTable(
    name: string,
    ...asked: [callback: Callback<Table>] | [checkStatus: boolean, callback: Callback<Table>]
  ): void;
};

export type DynaliteDb = {
  create(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Store;
  createKey(item: Item, table: Table): string;
  validateKey(key: Item, table: Table): DynaliteError | undefined;
  checkConditional(data: object, existing: unknown): DynaliteError | null | undefined;
};

export type OperationShape = { readonly types: object; readonly custom?: unknown };

export type DynaliteValidations = {
  toLowerFirst(operation: string): string;
  checkTypes(data: unknown, types: object): Record<string, unknown>;
  checkValidations(data: object, types: object, custom: unknown, store: Store): void;
};

export type Action = (store: Store, data: object, callback: Callback<Record<string, unknown>>) => void;
