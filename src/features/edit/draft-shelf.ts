import { type ImageId } from "#core/ids.ts";
import { openDatabase } from "#src/backend/database.ts";
import { type Draft, draft } from "./draft.ts";

/**
 * Kept at once, in the order of the calls. A page that goes before the database has written (a reload right after a
 * tap) puts the form where writing waits for nothing; the next start finds it there.
 */
export async function keepDraft(image: ImageId, value: Draft): Promise<void> {
  const key = keyOf(image);
  let left: string | undefined;
  const leave = (): void => {
    left = JSON.stringify(value);
    localStorage.setItem(key, left);
  };
  addEventListener("pagehide", leave);
  try {
    await (await openDatabase()).put("values", value, key);
    // The page went and came back: the database is ahead again.
    if (left !== undefined && localStorage.getItem(key) === left) localStorage.removeItem(key);
  } finally {
    removeEventListener("pagehide", leave);
  }
}

/** The form as it was kept last; undefined when there is none, or none that is still a form. */
export async function readDraft(image: ImageId): Promise<Draft | undefined> {
  const key = keyOf(image);
  const database = await openDatabase();
  const left = localStorage.getItem(key);
  if (left !== null) {
    await database.put("values", JSON.parse(left), key);
    localStorage.removeItem(key);
  }
  const read = draft.safeParse(await database.get("values", key));
  return read.success ? read.data : undefined;
}

/** Forgets all forms on this phone. */
export async function forgetDrafts(): Promise<void> {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  const change = (await openDatabase()).transaction("values", "readwrite");
  for (const key of await change.store.getAllKeys())
    if (key.startsWith(prefix)) await change.store.delete(key);
  await change.done;
}

const prefix = "draft/";
const keyOf = (image: ImageId): string => prefix + image;
