import { type EditView } from "#core/api/views.ts";
import { toast } from "#src/design/toast.tsx";
import { liveWords } from "#src/activity-words.ts";
import { editTypeWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { isNotifying } from "./notifying.ts";

/** Says that an edit has ended: on screen, unless it is seen there anyway, and to the system when the app is put away. */
export function announce(edit: EditView, imageName: string | undefined): void {
  // Fifty photos of a batch are not fifty messages: the batch's own screen shows them.
  if (edit.editType === "recipe") return;
  const what = editTypeWords[edit.editType].name;
  const text =
    edit.status === "preview"
      ? liveWords.ready(what, imageName)
      : edit.status === "failed"
        ? liveWords.failed(what, imageName)
        : undefined;
  if (text === undefined) return;
  const href = `/p/${edit.imageId}?edit=${edit.editId}`;
  if (window.location.pathname !== `/p/${edit.imageId}`)
    toast({ text, link: { href, text: firstWords.common.show }, forMs: 10_000 });
  if (document.visibilityState === "hidden" && isNotifying()) notify(text, href, edit).catch(reportError);
}

/** By the service worker: phones show no other notifications, and its click opens the app even when it is closed. */
async function notify(text: string, href: string, { editId, thumbUrl }: EditView): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.showNotification(firstWords.appName, {
    body: text,
    // One edit has one notification, however often it is heard of.
    tag: editId,
    icon: thumbUrl ?? "/icons/icon-192.png",
    badge: "/icons/icon-192.png",
    data: { href },
  });
}
