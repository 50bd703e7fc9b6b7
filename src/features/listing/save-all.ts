import { type ImageView } from "#core/api/views.ts";
import { type Call } from "#src/backend/api.ts";
import { NoSignal } from "#src/backend/trouble.ts";

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
    save(await read(url), fileName);
  }
  return ready.length;
}

async function read(url: string): Promise<Blob> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`The file was answered with ${answer.status}`);
    return await answer.blob();
  } catch (cause) {
    throw new NoSignal("A file could not be fetched", { cause });
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
