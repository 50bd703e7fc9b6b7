import sharp from "sharp";
import { isAnimatedPng, sniff } from "#engine/codec/sniff.ts";
import { resizeHardMask } from "#engine/filters/resize.ts";
import { type Mask } from "#engine/raster.ts";

interface Refused {
  readonly kind: "refused";
  readonly reason: "unreadable" | "unsupported" | "too-many-pixels" | "different-shape" | "empty";
}

export type DecodedMask = { readonly kind: "mask"; readonly mask: Mask } | Refused;

/** A mask at the resolution it was drawn at; see {@link fitMask}. */
export type DrawnMask = { readonly kind: "drawn"; readonly drawn: Mask } | Refused;

/** {@link readDrawnMask} and {@link fitMask} in one. */
export async function decodeMask(png: Uint8Array, size: Size, maxPixels?: number): Promise<DecodedMask> {
  const read = await readDrawnMask(png, maxPixels);
  return read.kind === "refused" ? read : fitMask(read.drawn, size);
}

/** A PNG drawn by a person or a model as grey, 0–255, of its own size; what is transparent is black. */
export async function readDrawnMask(png: Uint8Array, maxPixels = 50_000_000): Promise<DrawnMask> {
  if (png.length === 0) return { kind: "refused", reason: "unreadable" };
  if (sniff(png) !== "png" || isAnimatedPng(png)) return { kind: "refused", reason: "unsupported" };
  const drawn = await readGrey(png, maxPixels);
  return typeof drawn === "string" ? { kind: "refused", reason: drawn } : { kind: "drawn", drawn };
}

/**
 * A drawn mask as one of the photo's size: 255 where it is white (≥ half bright), else 0. Drawn at another resolution it
 * is scaled; another shape (over 2 %) is refused, since it would mark other things than were meant.
 */
export function fitMask(drawn: Mask, size: Size): DecodedMask {
  if (Math.abs(Math.log((drawn.width * size.height) / (drawn.height * size.width))) > Math.log(1.02))
    return { kind: "refused", reason: "different-shape" };
  const mask = resizeHardMask(drawn, size.width, size.height);
  return mask.data.includes(255) ? { kind: "mask", mask } : { kind: "refused", reason: "empty" };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Grey PNG of one channel; decodes to exactly these values. */
export async function encodeMask({ data, width, height }: Mask): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 6 })
    .toBuffer();
}

async function readGrey(
  png: Uint8Array,
  maxPixels: number,
): Promise<Mask | "unreadable" | "too-many-pixels"> {
  try {
    const { width, height } = await sharp(png, { limitInputPixels: false }).metadata();
    if (width * height > maxPixels) return "too-many-pixels";
    const { data, info } = await sharp(png, { failOn: "error", limitInputPixels: maxPixels })
      .flatten({ background: "#000000" })
      .toColourspace("b-w")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return {
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
    };
  } catch {
    // libvips has one kind of error; with the bytes in memory it can only mean the file.
    return "unreadable";
  }
}
