import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { editId, imageId } from "#core/ids.ts";
import { type Call, Refused } from "./api.ts";
import { UsageError } from "./usage.ts";

/**
 * Saves an edit's result (`.jpg`: quality ≥ 95; any other name: lossless) or, where the id is an image's, the
 * original byte for byte. Returns what was written.
 */
export async function saveDownload(call: Call, id: string, out: string): Promise<Uint8Array> {
  const { url } = await findDownload(call, id, /^\.jpe?g$/i.test(extname(out)) ? "jpeg" : "lossless");
  if (!url) throw new Error("getDownload answered neither an address nor a problem");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`storage answered ${answer.status} to a signed address`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  await writeFile(out, bytes).catch((cause: unknown) => {
    throw new UsageError(`cannot write ${out}`, { cause });
  });
  return bytes;
}

/** Ids of images and edits look alike: an edit first, then an image. */
async function findDownload(call: Call, id: string, format: "jpeg" | "lossless") {
  if (!editId.safeParse(id).success) throw new UsageError(`“${id}” is not an id`);
  try {
    return await call("getDownload", { editId: editId.parse(id), format });
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.kind !== "not-found") throw error;
    return call("getDownload", { imageId: imageId.parse(id), format: "original" });
  }
}
