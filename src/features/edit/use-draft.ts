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

function show(image: ImageId, draft: Draft): void {
  drafts.set(image, draft);
  for (const listener of listeners) listener();
}

/** Forms are small: each change is kept at once. The last part says whether what was kept has been read. */
export function useDraft(
  image: ImageId,
): readonly [draft: Draft, update: (change: (now: Draft) => Draft) => void, isRead: boolean] {
  const kept = useSyncExternalStore(subscribe, () => drafts.get(image));
  const update = useCallback(
    (change: (now: Draft) => Draft) => {
      const next = change(drafts.get(image) ?? emptyDraft);
      show(image, next);
      keepDraft(image, next).catch(reportError);
    },
    [image],
  );
  useEffect(() => {
    // What is being filled in now wins over what was kept.
    const restored = (kept: Draft | undefined): void => {
      if (!drafts.has(image)) show(image, kept ?? emptyDraft);
    };
    if (drafts.has(image)) return;
    readDraft(image).then(restored, (error: unknown) => {
      // Forms work without what was kept, which stays where it is.
      restored(undefined);
      reportError(error);
    });
  }, [image]);
  return [kept ?? emptyDraft, update, kept !== undefined];
}
