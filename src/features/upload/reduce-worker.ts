import * as z from "zod/mini";
import { likeness, tooUnlike } from "./likeness.ts";
import { type WorkerAnswer } from "./reduce-worker-answer.ts";

const ask = z.object({ photo: z.instanceof(Blob), maxBytes: z.number(), maxPixels: z.number() });

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const answer = (value: WorkerAnswer): void => postMessage(value);
  reduce(ask.parse(data)).then(
    (blob) => answer({ blob }),
    (error: unknown) => answer({ error: String(error) }),
  );
});

/** Best quality first; then less of it; then fewer pixels. */
async function reduce({ photo, maxBytes, maxPixels }: z.infer<typeof ask>): Promise<Blob> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" });
  try {
    let scale = Math.min(1, Math.sqrt(maxPixels / (bitmap.width * bitmap.height)));
    for (let round = 0; round < 6; round++, scale *= 0.8) {
      const canvas = drawn(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      for (const quality of [0.95, 0.9, 0.82]) {
        const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
        if (blob.size === 0 || blob.size > maxBytes) continue;
        await assertLike(bitmap, blob);
        return blob;
      }
    }
    throw new Error("No size fits");
  } finally {
    bitmap.close();
  }
}

async function assertLike(bitmap: ImageBitmap, blob: Blob): Promise<void> {
  const reduced = await createImageBitmap(blob);
  try {
    if (likeness(pixels(drawn(bitmap, 24, 24)), pixels(drawn(reduced, 24, 24))) > tooUnlike)
      throw new Error("The reduced photo is not the photo");
  } finally {
    reduced.close();
  }
}

function drawn(bitmap: ImageBitmap, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

const pixels = (canvas: OffscreenCanvas): Uint8ClampedArray =>
  contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height).data;

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser gives no canvas to a worker");
  return context;
}
