import { type ImageView } from "#core/api/views.ts";
import { type ListingId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { type Fetching, saveFile } from "#src/backend/files.ts";
import { type Packed, uniqueNames, zipOf } from "#src/features/batch/zip.ts";
import { listingWords } from "#src/listing-words.ts";
import { resultsOf } from "./results-of.ts";

/**
 * Saves what each photo has become: the newest edit that was kept, as a JPEG; the original where nothing was kept. One
 * photo is saved as it is, several as one ZIP with what must be said beside each: all of them, or none with what stood in
 * the way. Photos that are not ready are left out.
 * @param name    what the ZIP is called, without its ending
 * @param onFetch told how far it is
 * @returns how many photos were saved
 */
export const saveAll = (
  call: Call,
  images: readonly ImageView[],
  name: string,
  onFetch: (fetching: Fetching) => void,
): Promise<number> => save(call, images, name, false, onFetch);

/**
 * Every photo of a listing, as `saveAll` saves them.
 * @param hasOriginals beside each result lies the photo it was made of
 */
export async function saveListing(
  call: Call,
  { listingId, name }: { readonly listingId: ListingId; readonly name: string },
  hasOriginals: boolean,
  onFetch: (fetching: Fetching) => void,
): Promise<number> {
  const images: ImageView[] = [];
  let nextToken: string | undefined;
  do {
    const page = await call("listImages", { listingId, limit: 50, nextToken });
    images.push(...page.items);
    nextToken = page.nextToken ?? undefined;
  } while (nextToken !== undefined);
  return save(call, images, name, hasOriginals, onFetch);
}

async function save(
  call: Call,
  images: readonly ImageView[],
  name: string,
  hasOriginals: boolean,
  onFetch: (fetching: Fetching) => void,
): Promise<number> {
  const ready = images.filter(({ state }) => state === "ready");
  const said: string[] = [];
  const files = resultsOf(call, ready, hasOriginals, said, onFetch);
  if (ready.length === 1 && !hasOriginals) for await (const file of files) saveFile(file.blob, file.name);
  else if (ready.length > 0)
    saveFile(await zipOf(withDisclosures(files, said), new Date()), `${uniqueNames()(name)}.zip`);
  return ready.length;
}

/** The lines are whole once the last file has been asked for. */
async function* withDisclosures(
  files: AsyncIterable<Packed>,
  said: readonly string[],
): AsyncGenerator<Packed> {
  yield* files;
  yield { name: listingWords.disclosures, blob: new Blob([`${said.join("\r\n")}\r\n`]) };
}
