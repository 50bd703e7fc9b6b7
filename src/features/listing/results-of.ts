import { type ImageView } from "#core/api/views.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchDownload } from "#src/backend/fetch-download.ts";
import { type Fetching } from "#src/backend/files.ts";
import { type Packed, uniqueNames } from "#src/features/batch/zip.ts";
import { disclosureOf } from "#src/features/photo/disclosure-of.ts";
import { listingWords } from "#src/listing-words.ts";

/**
 * What each photo has become: the newest edit that was kept, as a JPEG; the original where nothing was kept.
 * @param hasOriginals after each result comes the photo it was made of
 * @param said         filled with a line for each photo: its file, and what must be said with it
 */
export async function* resultsOf(
  call: Call,
  images: readonly ImageView[],
  hasOriginals: boolean,
  said: string[],
  onFetch: (fetching: Fetching) => void,
): AsyncGenerator<Packed> {
  const nameOf = uniqueNames();
  let bytes = 0;
  for (const [at, { imageId }] of images.entries()) {
    onFetch({ place: at + 1, of: images.length, bytes });
    const { items } = await call("getEditHistory", { imageId, limit: 50 });
    const kept = items.find(({ status }) => status === "completed");
    const result = await fetchDownload(
      call,
      kept ? { editId: kept.editId, format: "jpeg" } : { imageId, format: "original" },
    );
    const name = nameOf(result.name);
    said.push(listingWords.said(name, kept && disclosureOf(kept, items)));
    bytes += result.blob.size;
    yield { name, blob: result.blob };
    if (!kept || !hasOriginals) continue;
    const original = await fetchDownload(call, { imageId, format: "original" });
    bytes += original.blob.size;
    yield { name: nameOf(listingWords.original(original.name)), blob: original.blob };
  }
}
