import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { listingId } from "#core/ids.ts";
import { toast } from "#src/design/toast.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { type TakenFor } from "./job.ts";
import { useQueue } from "./phone-queue.ts";
import { useAddPhotos } from "./use-add-photos.ts";

/** A file some program opens with the app (desktop Chromium); not in TypeScript's library yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}
declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** Photos that come in by other ways than the two buttons: dropped, pasted, shared, opened with the app. */
export function Incoming(): undefined {
  const add = useAddPhotos();
  const queue = useQueue();
  const [search, setSearch] = useSearchParams();

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void add(files, takenHere());
    };
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
      if (files.length > 0) void add(files, takenHere());
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    window.launchQueue?.setConsumer(({ files = [] }) => {
      Promise.all(files.map((handle) => handle.getFile())).then((opened) => add(opened), reportError);
    });
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, [add]);

  const shared = Number(search.get("shared") ?? "0");
  useEffect(() => {
    if (!(shared > 0)) return;
    // The service worker has put them on the shelf already.
    toast({ text: words.queue.added(shared) });
    queue.hear({ type: "changed" }).then(() => queue.drain(true), reportError);
    setSearch(new URLSearchParams(), { replace: true });
  }, [shared, queue, setSearch]);
  return undefined;
}

/** What is dropped or pasted on a listing is meant for it. */
function takenHere(): TakenFor {
  const listing = listingId.safeParse(/^\/l\/([^/]+)/.exec(window.location.pathname)?.[1]);
  return listing.success ? { listingId: listing.data } : {};
}
