import * as z from "zod/mini";
import { foundObject } from "#core/analysis/analysis.ts";
import { type Selected } from "./selected.ts";
import { type Look } from "./cuts.ts";
import { type Selection, select } from "./select.ts";

/** `x` and `y` in pixels of the photo that is `width` wide, whatever the size of the picture handed in. */
const ask = z.object({
  picture: z.instanceof(Blob),
  x: z.number(),
  y: z.number(),
  width: z.number().check(z.positive()),
  height: z.number().check(z.positive()),
  /** What was seen there. */
  things: z.array(foundObject),
});

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const answer = (value: Selected): void => postMessage(value);
  selectIn(ask.parse(data)).then(
    ({ outlines, best }) => answer({ outlines: [...outlines], best }),
    (error: unknown) => answer({ error: String(error) }),
  );
});

async function selectIn({ picture, x, y, width, height, things }: z.infer<typeof ask>): Promise<Selection> {
  const bitmap = await createImageBitmap(picture);
  try {
    const look: Look = (part, columns, rows) => {
      const canvas = new OffscreenCanvas(columns, rows);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (context === null) throw new Error("This browser gives no canvas to a worker");
      context.imageSmoothingQuality = "high";
      const [across, down] = [bitmap.width / width, bitmap.height / height];
      context.drawImage(
        bitmap,
        part.x * across,
        part.y * down,
        part.width * across,
        part.height * down,
        0,
        0,
        columns,
        rows,
      );
      return context.getImageData(0, 0, columns, rows).data;
    };
    return select(look, { width, height }, { x, y }, things);
  } finally {
    bitmap.close();
  }
}
