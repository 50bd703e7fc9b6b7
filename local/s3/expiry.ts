import { type ObjectStore } from "#local/s3/object-store.ts";

/** A lifecycle rule: objects whose key begins with `prefix` go when they are older. */
export type ExpiryRule = { readonly prefix: string; readonly maxAgeMs: number };

/** Deletes what has expired; resolves to the keys. */
export async function expire(
  store: ObjectStore,
  rules: readonly ExpiryRule[],
  now: number,
): Promise<string[]> {
  const expired = store.keys().filter((key) => {
    const object = store.get(key);
    return rules.some(
      ({ prefix, maxAgeMs }) =>
        key.startsWith(prefix) && object !== undefined && object.modifiedAt + maxAgeMs < now,
    );
  });
  for (const key of expired) await store.remove(key);
  return expired;
}
