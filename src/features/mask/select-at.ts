import { type FoundObject } from "#core/analysis/analysis.ts";
import { type Selection } from "./select.ts";
import { selected } from "./selected.ts";

const patienceMs = 20_000;

/**
 * What lies at a place of a photo, outlined on this phone. Rejects when the picture cannot be fetched or the
 * browser cannot do it.
 * @param source where the screen copy is; seen already, so it mostly comes from the cache
 * @param at     pixels of the photo
 * @param things what was seen at that place, smallest first
 */
export async function selectAt(
  source: string,
  at: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
  things: readonly FoundObject[],
  signal: AbortSignal,
): Promise<Selection> {
  const answer = await fetch(source, { signal });
  if (!answer.ok) throw new Error(`The picture answered ${answer.status}`);
  const picture = await answer.blob();
  const worker = new Worker(new URL("./select-worker.ts", import.meta.url), { type: "module" });
  let patience: ReturnType<typeof setTimeout> | undefined;
  return new Promise<Selection>((resolve, reject) => {
    patience = setTimeout(() => reject(new Error("The selection took too long")), patienceMs);
    signal.addEventListener("abort", () => reject(new DOMException("Not wanted any more", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message || "The worker failed")));
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const found = selected.safeParse(data);
      if (!found.success) reject(new Error("The worker answered something else"));
      else if ("error" in found.data) reject(new Error(found.data.error));
      else resolve(found.data);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
    worker.postMessage({ picture, ...at, width, height, things });
  }).finally(() => {
    clearTimeout(patience);
    worker.terminate();
  });
}
