import { type ImageView } from "#core/api/views.ts";
import { type Call } from "#src/backend/api.ts";
import { fetchFile, saveFile } from "#src/backend/files.ts";

/**
 * Saves what each photo has become, one file after the other: the newest edit that was kept, as a JPEG; the original
 * where nothing was kept. Photos that are not ready are left out.
 * @returns how many files were saved
 */
export async function saveAll(
  call: Call,
  images: readonly ImageView[],
  onPlace: (place: number) => void,
): Promise<number> {
  const ready = images.filter(({ state }) => state === "ready");
  for (const [place, { imageId }] of ready.entries()) {
    onPlace(place + 1);
    const { items } = await call("getEditHistory", { imageId, limit: 50 });
    const kept = items.find(({ status }) => status === "completed");
    const { url, fileName } = await call(
      "getDownload",
      kept ? { editId: kept.editId, format: "jpeg" } : { imageId, format: "original" },
    );
    if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
    saveFile(await fetchFile(url), fileName);
  }
  return ready.length;
}
