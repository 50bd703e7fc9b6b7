import { type EditId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchFile, saveFile } from "#src/backend/files.ts";
import { batchWords } from "#src/batch-words.ts";
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
  saveFile(zip, batchWords.zipName(now));
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
    yield { name: fileName, blob: await fetchFile(url) };
  }
  onPlace(edits.length + 1);
}
