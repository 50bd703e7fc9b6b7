import * as z from "zod/mini";
import { outlineOf } from "./outline.ts";
import { type Selected } from "./selected.ts";
import { selectionPixels, selectThing } from "./select-thing.ts";

/** `x` and `y` in pixels of the photo that is `width` wide, whatever the size of the picture handed in. */
const ask = z.object({
  picture: z.instanceof(Blob),
  x: z.number(),
  y: z.number(),
  width: z.number().check(z.positive()),
  height: z.number().check(z.positive()),
});

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const answer = (value: Selected): void => postMessage(value);
  select(ask.parse(data)).then(
    (path) => answer({ path }),
    (error: unknown) => answer({ error: String(error) }),
  );
});

async function select({ picture, x, y, width, height }: z.infer<typeof ask>): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  try {
    const scale = Math.min(1, Math.sqrt(selectionPixels / (width * height)));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    );
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser gives no canvas to a worker");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const place = (at: number, size: number, cells: number): number =>
      Math.max(0, Math.min(cells - 1, Math.floor((at / size) * cells)));
    const tap = place(y, height, canvas.height) * canvas.width + place(x, width, canvas.width);
    return outlineOf(selectThing(data, canvas.width, tap), canvas.width, width / canvas.width);
  } finally {
    bitmap.close();
  }
}
