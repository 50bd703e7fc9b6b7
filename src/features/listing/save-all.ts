import { type ImageView } from "#core/api/views.ts";
import { type ListingId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchFile, saveFile } from "#src/backend/files.ts";
import { type Packed, uniqueNames, zipOf } from "#src/features/batch/zip.ts";
import { disclosureOf } from "#src/features/photo/disclosure-of.ts";
import { listingWords } from "#src/listing-words.ts";

/**
 * Saves what each photo has become: the newest edit that was kept, as a JPEG; the original where nothing was kept. One
 * photo is saved as it is, several as one ZIP with what must be said beside each: all of them, or none with what stood in
 * the way. Photos that are not ready are left out.
 * @param name    what the ZIP is called, without its ending
 * @param onPlace told which one is being fetched, the first being 1, and how many there are
 * @returns how many photos were saved
 */
export async function saveAll(
  call: Call,
  images: readonly ImageView[],
  name: string,
  onPlace: (place: number, of: number) => void,
): Promise<number> {
  const ready = images.filter(({ state }) => state === "ready");
  const said: string[] = [];
  const files = filesOf(call, ready, said, (place) => onPlace(place, ready.length));
  if (ready.length === 1) for await (const file of files) saveFile(file.blob, file.name);
  if (ready.length > 1)
    saveFile(await zipOf(withDisclosures(files, said), new Date()), `${uniqueNames()(name)}.zip`);
  return ready.length;
}

/** Every photo of a listing, as `saveAll` saves them. */
export async function saveListing(
  call: Call,
  { listingId, name }: { readonly listingId: ListingId; readonly name: string },
  onPlace: (place: number, of: number) => void,
): Promise<number> {
  const images: ImageView[] = [];
  let nextToken: string | undefined;
  do {
    const page = await call("listImages", { listingId, limit: 50, nextToken });
    images.push(...page.items);
    nextToken = page.nextToken ?? undefined;
  } while (nextToken !== undefined);
  return saveAll(call, images, name, onPlace);
}

/** @param said filled with a line for each photo: its file, and what must be said with it */
async function* filesOf(
  call: Call,
  images: readonly ImageView[],
  said: string[],
  onPlace: (place: number) => void,
): AsyncGenerator<Packed> {
  const nameOf = uniqueNames();
  for (const [place, { imageId }] of images.entries()) {
    onPlace(place + 1);
    const { items } = await call("getEditHistory", { imageId, limit: 50 });
    const kept = items.find(({ status }) => status === "completed");
    const { url, fileName } = await call(
      "getDownload",
      kept ? { editId: kept.editId, format: "jpeg" } : { imageId, format: "original" },
    );
    if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
    const name = nameOf(fileName);
    said.push(listingWords.said(name, kept && disclosureOf(kept, items)));
    yield { name, blob: await fetchFile(url) };
  }
}

/** The lines are whole once the last file has been asked for. */
async function* withDisclosures(
  files: AsyncIterable<Packed>,
  said: readonly string[],
): AsyncGenerator<Packed> {
  yield* files;
  yield { name: listingWords.disclosures, blob: new Blob([`${said.join("\r\n")}\r\n`]) };
}
