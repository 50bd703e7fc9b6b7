import { type Input } from "#core/api/operations.ts";
import { type Call } from "./api.ts";
import { fetchFile } from "./files.ts";

/** The file that a download is, by the name it is to be saved under. Throws what `Call` and `fetchFile` throw. */
export async function fetchDownload(
  call: Call,
  what: Input<"getDownload">,
): Promise<{ readonly name: string; readonly blob: Blob }> {
  const { url, fileName } = await call("getDownload", what);
  if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
  return { name: fileName, blob: await fetchFile(url) };
}
