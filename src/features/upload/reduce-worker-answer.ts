export type WorkerAnswer =
  { readonly blob: Blob; readonly error?: undefined } | { readonly blob?: undefined; readonly error: string };

export function isWorkerAnswer(data: unknown): data is WorkerAnswer {
  if (typeof data !== "object" || data === null) return false;
  return ("blob" in data && data.blob instanceof Blob) || ("error" in data && typeof data.error === "string");
}
