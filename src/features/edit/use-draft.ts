import { useCallback, useEffect, useSyncExternalStore } from "react";
import { type ImageId } from "#core/ids.ts";
import { type Draft, emptyDraft } from "./draft.ts";
import { keepDraft, readDraft } from "./draft-shelf.ts";

const drafts = new Map<ImageId, Draft>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Forms are small: each change is kept at once. The last part says whether what was kept has been read. */
export function useDraft(
  image: ImageId,
): readonly [draft: Draft, update: (change: (now: Draft) => Draft) => void, isRead: boolean] {
  const kept = useSyncExternalStore(subscribe, () => drafts.get(image));
  const update = useCallback(
    (change: (now: Draft) => Draft) => {
      const next = change(drafts.get(image) ?? emptyDraft);
      drafts.set(image, next);
      for (const listener of listeners) listener();
      keepDraft(image, next).catch(reportError);
    },
    [image],
  );
  useEffect(() => {
    if (drafts.has(image)) return;
    restore(image).catch((error: unknown) => {
      // Forms work without what was kept.
      update((now) => now);
      reportError(error);
    });
  }, [image, update]);
  return [kept ?? emptyDraft, update, kept !== undefined];
}

/** What is being filled in now wins over what was kept. */
async function restore(image: ImageId): Promise<void> {
  const kept = await readDraft(image);
  if (drafts.has(image)) return;
  drafts.set(image, kept ?? emptyDraft);
  for (const listener of listeners) listener();
}
