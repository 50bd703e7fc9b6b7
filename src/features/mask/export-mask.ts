import { drawMarks, type Mark } from "./marks.ts";
import { oneBitPng } from "./one-bit-png.ts";

/** iOS gives no larger canvas; the backend scales a smaller mask up. */
const largestCanvasPx = 16_700_000;

export interface MaskSize {
  readonly width: number;
  readonly height: number;
}

/** The size a mask is drawn at: the photo's own, or the largest of the same shape a phone can draw. */
export function maskSize({ width, height }: MaskSize): MaskSize {
  const scale = Math.min(1, Math.sqrt(largestCanvasPx / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** The marks as the API wants them: a 1-bit PNG in base64, white = edit, at the upright size of the photo. */
export async function exportMask(marks: readonly Mark[], photo: MaskSize): Promise<string> {
  const { width, height } = maskSize(photo);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser gives no canvas of the photo's size");
  drawMarks(context, marks, width / photo.width);
  const rgba = context.getImageData(0, 0, width, height).data;
  const isSet = new Uint8Array(width * height);
  // Half covered counts: no soft edges, the backend feathers.
  for (let i = 0; i < isSet.length; i++) isSet[i] = (rgba[i * 4 + 3] ?? 0) >= 128 ? 1 : 0;
  // Gives the memory back at once; iOS counts it against the page until then.
  canvas.width = 0;
  canvas.height = 0;
  return base64(await oneBitPng(isSet, width, height));
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x80_00)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x80_00));
  return btoa(text);
}
