import * as z from "zod/mini";
import { type Exported } from "./exported.ts";
import { mark } from "./marks.ts";
import { oneBitPng } from "./one-bit-png.ts";
import { rasterise } from "./rasterise.ts";

/** `width` and `height`: upright pixels of the original. */
const ask = z.object({
  marks: z.array(mark),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
});

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const answer = (value: Exported): void => postMessage(value);
  draw(ask.parse(data)).then(
    (base64) => answer({ base64 }),
    (error: unknown) => answer({ error: String(error) }),
  );
});

async function draw({ marks, width, height }: z.infer<typeof ask>): Promise<string> {
  return base64(await oneBitPng(rasterise(marks, { width, height })));
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x80_00)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x80_00));
  return btoa(text);
}
