import { createHash } from "node:crypto";
import { type ImageView } from "#core/api/views.ts";
import { problemOf } from "#core/problem.ts";
import { type Call } from "#src/backend/api.ts";
import { NoSignal, Refused } from "#src/backend/trouble.ts";
import { type QueueParts } from "#src/features/upload/queue.ts";
import { StorageRefused } from "#src/features/upload/post-file.ts";
import { anImage, anImageId } from "./views.ts";

/** Where an upload can break: each name is one moment on the wire. */
export type Moment =
  "createUpload" | "createUpload-answer" | "updateImage" | "post" | "post-answer" | "completeUpload";

/**
 * The backend as the queue sees it: asking twice with one request id is asking once, bytes arrive or do not, and an
 * answer can be lost after the deed was done.
 */
export function uploadBackend() {
  const images = new Map<string, ImageView>();
  const stored = new Map<string, Blob>();
  const breaks: Moment[] = [];
  const refusals: ("rate-limited" | "too-small")[] = [];
  const storageAnswers: number[] = [];
  const asked: string[] = [];
  const posted: string[] = [];
  const breaksAt = (moment: Moment): boolean => {
    if (breaks[0] !== moment) return false;
    breaks.shift();
    return true;
  };
  const answer = (name: string, input: Readonly<Record<string, unknown>>): object => {
    asked.push(name);
    switch (name) {
      case "createUpload": {
        if (breaksAt("createUpload")) throw new NoSignal("gone");
        const refusal = refusals.shift();
        if (refusal !== undefined)
          throw new Refused(problemOf(refusal, refusal === "rate-limited" ? { retryAfterSeconds: 60 } : {}));
        const id = String(input["requestId"]);
        const image =
          images.get(id) ??
          anImage({
            imageId: anImageId(images.size + 1),
            state: "announced",
            fileName: String(input["fileName"]),
          });
        images.set(id, image);
        if (breaksAt("createUpload-answer")) throw new NoSignal("gone");
        return { image, post: { url: image.imageId, fields: {} } };
      }
      case "updateImage": {
        if (breaksAt("updateImage")) throw new NoSignal("gone");
        const known = [...images].find(([, { imageId }]) => imageId === input["imageId"]);
        if (known === undefined) throw new Refused(problemOf("not-found"));
        const image: ImageView = { ...known[1], room: String(input["room"]) };
        images.set(known[0], image);
        return { image };
      }
      case "completeUpload": {
        if (breaksAt("completeUpload")) throw new NoSignal("gone");
        return { image: arrived(String(input["imageId"])) };
      }
      case "getImage": {
        const found = [...images.values()].find(({ imageId }) => imageId === input["imageId"]);
        if (found === undefined) throw new Refused(problemOf("not-found"));
        return { image: found };
      }
      default:
        throw new Error(`Not asked for here: ${name}`);
    }
  };
  const arrived = (imageId: string): ImageView => {
    for (const [request, image] of images)
      if (image.imageId === imageId) {
        const next: ImageView = { ...image, state: "preparing" };
        images.set(request, next);
        return next;
      }
    throw new Error(`No image ${imageId}`);
  };
  // The table's names and answers belong together; the union of them cannot say so here.
  const call = (async (name: string, input: object) => answer(name, { ...input })) as unknown as Call;
  const postFile: QueueParts["postFile"] = async ({ url }, file, onShare) => {
    posted.push(url);
    if (breaksAt("post")) throw new NoSignal("gone");
    const status = storageAnswers.shift();
    if (status !== undefined) throw new StorageRefused(status);
    onShare(1);
    stored.set(url, file);
    // S3 tells the backend by itself.
    arrived(url);
    if (breaksAt("post-answer")) throw new NoSignal("gone");
  };
  const prepare: QueueParts["prepare"] = async (photo) => {
    const bytes = Buffer.from(await photo.arrayBuffer());
    return {
      bytes: photo,
      contentType: "image/jpeg",
      hash: createHash("sha256").update(bytes).digest("hex"),
      reducedFromBytes: undefined,
    };
  };
  return {
    call,
    postFile,
    prepare,
    breaks,
    refusals,
    storageAnswers,
    asked,
    /** Every file that set out for the store, arrived or not. */
    posted,
    images,
    stored,
    /** An image is deleted from another phone. */
    deleteImages: () => images.clear(),
  };
}
