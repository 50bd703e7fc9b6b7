import { type FoundObject } from "#core/analysis/analysis.ts";
import { type Mark } from "./marks.ts";
import { selected } from "./selected.ts";

const patienceMs = 20_000;

/**
 * The outline of the thing at a place of a photo, found on this phone. Rejects when the picture cannot be fetched or the
 * browser cannot do it.
 * @param source where the screen copy is; seen already, so it mostly comes from the cache
 * @param at     pixels of the photo
 * @param thing  what was seen at that place
 */
export async function selectAt(
  source: string,
  at: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
  thing: FoundObject | undefined,
  signal: AbortSignal,
): Promise<Mark> {
  const answer = await fetch(source, { signal });
  if (!answer.ok) throw new Error(`The picture answered ${answer.status}`);
  const picture = await answer.blob();
  const worker = new Worker(new URL("./select-worker.ts", import.meta.url), { type: "module" });
  let patience: ReturnType<typeof setTimeout> | undefined;
  return new Promise<Mark>((resolve, reject) => {
    patience = setTimeout(() => reject(new Error("The selection took too long")), patienceMs);
    signal.addEventListener("abort", () => reject(new DOMException("Not wanted any more", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message || "The worker failed")));
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const found = selected.safeParse(data);
      if (!found.success) reject(new Error("The worker answered something else"));
      else if ("error" in found.data) reject(new Error(found.data.error));
      else resolve({ kind: "outline", path: found.data.path });
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
    worker.postMessage({ picture, ...at, width, height, thing });
  }).finally(() => {
    clearTimeout(patience);
    worker.terminate();
  });
}
