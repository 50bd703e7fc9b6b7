import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Job } from "#src/features/upload/job.ts";

/** What this phone keeps. Shared by the tabs and the service worker. */
interface Schema extends DBSchema {
  /** Photos not yet sent, by request id. */
  uploads: { key: string; value: Job };
  /** Content hashes of what was sent, so that the same photo is not sent twice: `<userId>/<sha-256>` → image id. */
  sent: { key: string; value: { readonly imageId: string; readonly sentAtMs: number } };
  /** Small things by name: answers of the backend, drafts. */
  values: { key: string; value: unknown };
}
export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | undefined;

export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>("reimagine", 1, {
    upgrade(database) {
      database.createObjectStore("uploads", { keyPath: "id" });
      database.createObjectStore("sent");
      database.createObjectStore("values");
    },
    // A newer version in another tab must not wait for this one; this one opens anew at its next need.
    blocking(_from, _to, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => (opened = undefined));
  return opened;
}
