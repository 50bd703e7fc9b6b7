import { maxUploadBytes } from "#core/limits/limits.ts";
import { isWorkerAnswer } from "./reduce-worker-answer.ts";

/** iOS refuses larger canvases, and answers with a blank picture instead of an error. */
const largestCanvasPx = 16_700_000;
const patienceMs = 60_000;

/**
 * Makes a smaller JPEG of a photo: upright, without EXIF (so without GPS), at most 10 MB and 16.7 megapixels. In a
 * worker, so that the screen stays alive; where a worker has no canvas, by browser-image-compression. Rejects when
 * neither can, or when what comes out is not the picture that went in.
 */
export async function reduce(photo: Blob): Promise<Blob> {
  try {
    return await reduceInWorker(photo);
  } catch (first) {
    try {
      return await reduceHere(photo);
    } catch (second) {
      throw new AggregateError([first, second], "The photo could not be reduced on this phone", {
        cause: second,
      });
    }
  }
}

function reduceInWorker(photo: Blob): Promise<Blob> {
  const worker = new Worker(new URL("./reduce-worker.ts", import.meta.url), { type: "module" });
  let patience: ReturnType<typeof setTimeout> | undefined;
  return new Promise<Blob>((resolve, reject) => {
    patience = setTimeout(() => reject(new Error("The worker took too long")), patienceMs);
    worker.addEventListener("error", ({ message }) => reject(new Error(message || "The worker failed")));
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (!isWorkerAnswer(data)) reject(new Error("The worker answered something else"));
      else if (data.blob === undefined) reject(new Error(data.error));
      else resolve(data.blob);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
    worker.postMessage({ photo, maxBytes: maxUploadBytes, maxPixels: largestCanvasPx });
  }).finally(() => {
    clearTimeout(patience);
    worker.terminate();
  });
}

async function reduceHere(photo: Blob): Promise<Blob> {
  const { default: compress } = await import("browser-image-compression");
  const reduced = await compress(new File([photo], "photo", { type: photo.type }), {
    maxSizeMB: maxUploadBytes / 1024 / 1024,
    maxWidthOrHeight: Math.floor(Math.sqrt(largestCanvasPx)),
    fileType: "image/jpeg",
    initialQuality: 0.92,
    preserveExif: false,
    // Its worker would be loaded from a public CDN, and from a blob: address that the page's policy refuses.
    useWebWorker: false,
  });
  if (reduced.size === 0 || reduced.size > maxUploadBytes)
    throw new Error(`The fallback made ${reduced.size} bytes`);
  await assertNotBlank(photo, reduced);
  return reduced;
}

/** The same check as in the worker, on a canvas of the page. */
async function assertNotBlank(before: Blob, after: Blob): Promise<void> {
  const { likeness, tooUnlike } = await import("./likeness.ts");
  const [was, is] = await Promise.all([small(before), small(after)]);
  if (likeness(was, is) > tooUnlike) throw new Error("The reduced photo is not the photo");
}

async function small(photo: Blob): Promise<Uint8ClampedArray> {
  const url = URL.createObjectURL(photo);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 24;
    canvas.height = 24;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("No canvas");
    context.drawImage(image, 0, 0, 24, 24);
    return context.getImageData(0, 0, 24, 24).data;
  } finally {
    URL.revokeObjectURL(url);
  }
}
