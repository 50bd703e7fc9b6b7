import { type EditId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchDownload } from "#src/backend/fetch-download.ts";
import { type Fetching, saveFile } from "#src/backend/files.ts";
import { batchWords } from "#src/batch-words.ts";
import { type Packed, zipOf } from "./zip.ts";

/**
 * Saves the delivered files of these edits as one ZIP. All of them, or none with what stood in the way: a ZIP that
 * lacks a photo would only be noticed by whoever gets it.
 * @param onFetch told how far it is; its place is one more than there are while the ZIP is being packed
 * @returns the size of the ZIP in bytes
 */
export async function downloadAll(
  call: Call,
  edits: readonly EditId[],
  onFetch: (fetching: Fetching) => void,
): Promise<number> {
  const now = new Date();
  const zip = await zipOf(deliveredFiles(call, edits, onFetch), now);
  saveFile(zip, batchWords.zipName(now));
  return zip.size;
}

async function* deliveredFiles(
  call: Call,
  edits: readonly EditId[],
  onFetch: (fetching: Fetching) => void,
): AsyncGenerator<Packed> {
  let bytes = 0;
  for (const [place, editId] of edits.entries()) {
    onFetch({ place: place + 1, of: edits.length, bytes });
    const file = await fetchDownload(call, { editId, format: "delivered" });
    bytes += file.blob.size;
    yield file;
  }
  onFetch({ place: edits.length + 1, of: edits.length, bytes });
}
