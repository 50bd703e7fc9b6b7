import { NoSignal } from "./trouble.ts";

/** The file at a signed address. Throws {@link NoSignal} when it does not come. */
export async function fetchFile(url: string): Promise<Blob> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`The store answered ${answer.status}`);
    return await answer.blob();
  } catch (cause) {
    throw new NoSignal("A file could not be fetched", { cause });
  }
}

/** How far one is with fetching several files. */
export interface Fetching {
  /** Of the file that is being fetched, the first being 1. */
  readonly place: number;
  readonly of: number;
  /** What has come so far. */
  readonly bytes: number;
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
