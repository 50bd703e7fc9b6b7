import sharp from "sharp";
import { isAnimatedPng, sniff } from "#engine/codec/sniff.ts";
import { resizeHardMask } from "#engine/filters/resize.ts";
import { type Mask } from "#engine/raster.ts";

export type DecodedMask =
  | { readonly kind: "mask"; readonly mask: Mask }
  | {
      readonly kind: "refused";
      readonly reason: "unreadable" | "unsupported" | "too-many-pixels" | "different-shape" | "empty";
    };

/**
 * A PNG drawn by a person or a model as a mask of the photo's size: 255 where it is white (≥ half bright), 0 where it is
 * black or transparent. A mask drawn at another resolution is scaled; another shape (over 2 %) is refused, since it
 * would mark other things than were meant.
 */
export async function decodeMask(
  png: Uint8Array,
  size: { readonly width: number; readonly height: number },
  maxPixels = 50_000_000,
): Promise<DecodedMask> {
  if (png.length === 0) return { kind: "refused", reason: "unreadable" };
  if (sniff(png) !== "png" || isAnimatedPng(png)) return { kind: "refused", reason: "unsupported" };
  const drawn = await readGrey(png, maxPixels);
  if (typeof drawn === "string") return { kind: "refused", reason: drawn };
  if (Math.abs(Math.log((drawn.width * size.height) / (drawn.height * size.width))) > Math.log(1.02))
    return { kind: "refused", reason: "different-shape" };
  const mask = resizeHardMask(drawn, size.width, size.height);
  return mask.data.includes(255) ? { kind: "mask", mask } : { kind: "refused", reason: "empty" };
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
