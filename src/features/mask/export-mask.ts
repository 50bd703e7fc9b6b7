import { exported } from "./exported.ts";
import { type Mark } from "./marks.ts";
import { type Size } from "./placing.ts";

const patienceMs = 30_000;

/**
 * The marks as the API wants them: a 1-bit PNG in base64, white = edit, made beside the page, which stays smooth. How
 * long it took is in the page's user timing, as "export-mask". Rejects when the worker fails or takes 30 seconds.
 * @param photo upright pixels of the original
 */
export async function exportMask(marks: readonly Mark[], { width, height }: Size): Promise<string> {
  const start = performance.now();
  const worker = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" });
  let patience: ReturnType<typeof setTimeout> | undefined;
  const text = await new Promise<string>((resolve, reject) => {
    patience = setTimeout(() => reject(new Error("The export of the marks took too long")), patienceMs);
    worker.addEventListener("error", ({ message }) => reject(new Error(message || "The worker failed")));
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const answer = exported.safeParse(data);
      if (!answer.success) reject(new Error("The worker answered something else"));
      else if ("error" in answer.data) reject(new Error(answer.data.error));
      else resolve(answer.data.base64);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
    worker.postMessage({ marks, width, height });
  }).finally(() => {
    clearTimeout(patience);
    worker.terminate();
  });
  performance.measure("export-mask", { start });
  return text;
}
