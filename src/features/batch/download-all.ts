import { type EditId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { NoSignal } from "#src/backend/trouble.ts";
import { words } from "#src/words.ts";
import { type Packed, zipOf } from "./zip.ts";

/**
 * Saves the delivered files of these edits as one ZIP. All of them, or none with what stood in the way: a ZIP that
 * lacks a photo would only be noticed by whoever gets it.
 * @param onPlace told which one is being fetched, the first being 1; one more than there are while it is being packed
 * @returns the size of the ZIP in bytes
 */
export async function downloadAll(
  call: Call,
  edits: readonly EditId[],
  onPlace: (place: number) => void,
): Promise<number> {
  const now = new Date();
  const zip = await zipOf(deliveredFiles(call, edits, onPlace), now);
  save(zip, words.batch.zipName(now));
  return zip.size;
}

async function* deliveredFiles(
  call: Call,
  edits: readonly EditId[],
  onPlace: (place: number) => void,
): AsyncGenerator<Packed> {
  for (const [place, editId] of edits.entries()) {
    onPlace(place + 1);
    const { url, fileName } = await call("getDownload", { editId, format: "delivered" });
    if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
    yield { name: fileName, blob: await read(url) };
  }
  onPlace(edits.length + 1);
}

async function read(url: string): Promise<Blob> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`The store answered ${answer.status}`);
    return await answer.blob();
  } catch (cause) {
    throw new NoSignal("A file could not be fetched", { cause });
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
