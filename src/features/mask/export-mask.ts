import { drawMarks, type Mark, rowsOf } from "./marks.ts";
import { emptyBits, oneBitPng, setCovered } from "./one-bit-png.ts";

/** So many rows at a time: a canvas as large as the photo would be more than iOS gives, and 48 MB at 12 megapixels. */
const stripPx = 256;

/**
 * The marks as the API wants them: a 1-bit PNG in base64, white = edit, at the upright size of the photo. Only the rows
 * that marks touch are drawn. How long it took is in the page's user timing, as "export-mask".
 * @param photo upright pixels of the original
 */
export async function exportMask(
  marks: readonly Mark[],
  { width, height }: { readonly width: number; readonly height: number },
): Promise<string> {
  const start = performance.now();
  const bits = emptyBits(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.min(stripPx, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser gives no canvas of the photo's width");
  for (let top = 0; top < height; top += stripPx) {
    const count = Math.min(stripPx, height - top);
    const here = marks.filter((mark) => touches(mark, top, top + count));
    if (here.every((mark) => mark.kind === "stroke" && mark.erases)) continue;
    context.setTransform(1, 0, 0, 1, 0, -top);
    context.clearRect(0, top, width, stripPx);
    drawMarks(context, here, 1);
    setCovered(bits, top, context.getImageData(0, 0, width, count).data);
  }
  // Gives the memory back at once; iOS counts it against the page until then.
  canvas.width = 0;
  canvas.height = 0;
  const text = base64(await oneBitPng(bits));
  performance.measure("export-mask", { start });
  return text;
}

function touches(mark: Mark, from: number, to: number): boolean {
  const { top, bottom } = rowsOf(mark);
  return bottom >= from && top <= to;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x80_00)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x80_00));
  return btoa(text);
}
