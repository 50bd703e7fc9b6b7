import { type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { type EditView } from "#core/api/views.ts";
import { type EditId } from "#core/ids.ts";
import { type EditStatus, isWaiting } from "#core/edit/edit.ts";
import { type Page } from "#src/backend/merge.ts";
import { keys } from "#src/backend/keys.ts";

const activityIn = (client: QueryClient): readonly EditView[] =>
  client.getQueryData<InfiniteData<Page<EditView>>>(keys.activity)?.pages.flatMap(({ items }) => items) ?? [];

function onActivity(client: QueryClient, look: () => void): () => void {
  look();
  return client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === keys.activity[0]) look();
  });
}

/** Keeps the number of results to look at on the app's icon, where the system shows one. @returns stops, and clears it */
export function keepBadge(client: QueryClient): () => void {
  if (!("setAppBadge" in navigator)) return () => undefined;
  let shown = 0;
  const show = (count: number): void => {
    if (count === shown) return;
    shown = count;
    // Refused where the app is not installed; the number is on its home screen too.
    (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
  };
  const stop = onActivity(client, () =>
    show(activityIn(client).filter(({ status }) => status === "preview").length),
  );
  return () => {
    stop();
    show(0);
  };
}

/** Calls with every edit that this phone knew to be running and now knows to have ended, however it has learned so. */
export function watchEnds(client: QueryClient, onEnded: (edit: EditView) => void): () => void {
  const known = new Map<EditId, EditStatus>();
  return onActivity(client, () => {
    for (const edit of activityIn(client)) {
      const before = known.get(edit.editId);
      known.set(edit.editId, edit.status);
      if (before !== undefined && isWaiting(before) && !isWaiting(edit.status)) onEnded(edit);
    }
  });
}
