import { type ImageView } from "#core/api/views.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchFile, saveFile } from "#src/backend/files.ts";
import { type Packed } from "#src/features/batch/zip.ts";

/**
 * Saves what each photo has become: the newest edit that was kept, as a JPEG; the original where nothing was kept. One
 * photo is saved as it is, several as one ZIP: all of them, or none with what stood in the way. Photos that are not ready
 * are left out.
 * @param name    what the ZIP is called, without its ending
 * @param onPlace told which one is being fetched, the first being 1
 * @returns how many photos were saved
 */
export async function saveAll(
  call: Call,
  images: readonly ImageView[],
  name: string,
  onPlace: (place: number) => void,
): Promise<number> {
  const ready = images.filter(({ state }) => state === "ready");
  const files = filesOf(call, ready, onPlace);
  if (ready.length === 1) for await (const file of files) saveFile(file.blob, file.name);
  if (ready.length > 1) {
    const { zipOf, uniqueNames } = await import("#src/features/batch/zip.ts");
    saveFile(await zipOf(files, new Date()), `${uniqueNames()(name)}.zip`);
  }
  return ready.length;
}

async function* filesOf(
  call: Call,
  images: readonly ImageView[],
  onPlace: (place: number) => void,
): AsyncGenerator<Packed> {
  for (const [place, { imageId }] of images.entries()) {
    onPlace(place + 1);
    const { items } = await call("getEditHistory", { imageId, limit: 50 });
    const kept = items.find(({ status }) => status === "completed");
    const { url, fileName } = await call(
      "getDownload",
      kept ? { editId: kept.editId, format: "jpeg" } : { imageId, format: "original" },
    );
    if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
    yield { name: fileName, blob: await fetchFile(url) };
  }
}
