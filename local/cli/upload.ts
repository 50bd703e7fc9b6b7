import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type ImageView } from "#core/api/views.ts";
import { type ImageId, requestId, type RequestId } from "#core/ids.ts";
import { sniff, sniffBytes } from "#core/image/format.ts";
import { problemOf } from "#core/problem.ts";
import { uuidV7 } from "#core/uuid.ts";
import { type Call, Refused } from "./api.ts";
import { type Persist } from "./patient.ts";

const pollMs = 200;
const preparedWithinMs = 180_000;
const sayAgainMs = 20_000;
const analysedWithinMs = 90_000;

export const newRequestId = (): RequestId => requestId.parse(uuidV7(Date.now(), randomBytes(10)));

/**
 * Sends one photo as the app does (ask, POST, say it is there) and waits until it is ready and looked at.
 * @param persist how often sending the bytes is tried
 */
export async function uploadPhoto(
  call: Call,
  file: string,
  persist: Persist = (work) => work(),
): Promise<ImageView> {
  const bytes = await readPhoto(file);
  const { image, post } = await call("createUpload", {
    requestId: newRequestId(),
    fileName: basename(file),
    // What it is not, the backend says in its own words.
    contentType: sniff(bytes.subarray(0, sniffBytes)) ?? "application/octet-stream",
    sizeBytes: bytes.length,
  });
  if (!image || !post) throw new Error("createUpload answered neither an image nor a problem");

  const form = new FormData();
  for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
  form.append("file", new Blob([bytes], { type: image.contentType }));
  const sent = await persist(() => fetch(post.url, { method: "POST", body: form }));
  if (!sent.ok)
    throw new Refused(asView(problemOf("upload-failed", { detail: `storage answered ${sent.status}` })));

  await call("completeUpload", { imageId: image.imageId });
  return analysed(call, await prepared(call, image.imageId));
}

async function readPhoto(file: string): Promise<Buffer<ArrayBuffer>> {
  try {
    return Buffer.from(await readFile(file));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new Refused(asView(problemOf("unreadable", { detail: `${file}: ${code}` })));
  }
}

/** The time that a call took to reach a server that was away is not counted. */
async function prepared(call: Call, imageId: ImageId): Promise<ImageView> {
  for (let waitedMs = 0; waitedMs < preparedWithinMs; waitedMs += pollMs) {
    await pause(pollMs);
    // Should its first preparer have died, it is told again that the bytes are there.
    if (waitedMs % sayAgainMs === sayAgainMs - pollMs) await call("completeUpload", { imageId });
    const { image } = await call("getImage", { imageId });
    if (image?.problem && image.state === "refused") throw new Refused(image.problem);
    if (image?.state === "ready") return image;
  }
  throw new Refused(asView(problemOf("timeout")));
}

/** A failed or slow analysis never blocks a photo: it is given as it is. */
async function analysed(call: Call, ready: ImageView): Promise<ImageView> {
  let image = ready;
  for (const until = Date.now() + analysedWithinMs; Date.now() < until; await pause(pollMs)) {
    if (image.analysisState === "done" || image.analysisState === "failed") return image;
    image = (await call("getImage", { imageId: image.imageId })).image ?? image;
  }
  return image;
}

const asView = (problem: ReturnType<typeof problemOf>): Refused["problem"] => ({
  ...problem,
  field: problem.field ?? null,
  retryAfterSeconds: problem.retryAfterSeconds ?? null,
});
