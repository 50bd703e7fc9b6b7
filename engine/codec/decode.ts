import sharp, { type Metadata, type Sharp } from "sharp";
import { decodeHeic } from "#engine/codec/heic.ts";
import { isAnimatedPng, sniff } from "#engine/codec/sniff.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";

export interface DecodeLimits {
  /** Width × height, read from the header before anything is decoded. */
  readonly maxPixels: number;
  /** Shortest side in pixels; 64 unless told. */
  readonly minSidePx?: number;
}

/** What can be wrong with a file that someone hands in. */
export type DecodeRefusal =
  | "unreadable" // broken, cut off or empty
  | "unsupported" // a format we do not take, or no picture at all
  | "animated"
  | "too-many-pixels"
  | "too-small";

export type PhotoFormat = "jpeg" | "png" | "webp" | "heic";

/** Facts of the file as it came. Sizes in pixels, upright. */
export interface SourceFacts {
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  /** EXIF orientation 1–8 that was baked in; 1 for none. */
  readonly orientation: number;
  readonly hasProfile: boolean;
  readonly hasAlpha: boolean;
}

export type Decoded =
  { readonly kind: "photo"; readonly photo: Raster; readonly source: SourceFacts } | Refused;

interface Refused {
  readonly kind: "refused";
  readonly reason: DecodeRefusal;
}

/**
 * A file as an upright sRGB raster of its full size. Takes JPEG, PNG, WebP (by libvips) and HEIC (by libheif), by
 * content; colour profiles are converted to sRGB, 16 bits become 8, grey becomes RGB, what is transparent becomes white.
 * Metadata stays behind. Everything a file can do wrong is a refusal; what is thrown is a bug.
 */
export async function decodePhoto(bytes: Uint8Array, limits: DecodeLimits): Promise<Decoded> {
  return decodeScaled(bytes, limits, Number.POSITIVE_INFINITY);
}

/**
 * As {@link decodePhoto}, but of at most `targetPixels`, same shape. JPEGs are shrunk while they load, which makes a
 * 2 MP raster of a 12 MP photo about twice as fast as a full one. `source` still tells the full size.
 */
export async function decodeScaled(
  bytes: Uint8Array,
  limits: DecodeLimits,
  targetPixels: number,
): Promise<Decoded> {
  return decodeSized(bytes, limits, ({ width, height }) => sizeWithin(width, height, targetPixels));
}

/** As {@link decodePhoto}, but of the size that `sizeFor` answers for the full one: no larger, any shape. */
export async function decodeSized(
  bytes: Uint8Array,
  limits: DecodeLimits,
  sizeFor: (full: Size) => Size,
): Promise<Decoded> {
  const header = await photoSize(bytes, limits);
  if (header.kind === "refused") return header;
  const { source } = header;
  if (source.format === "heic") {
    const full = await decodeHeic(bytes, await readHeader(bytes));
    if (full === "unreadable") return refused("unreadable");
    if (full.width * full.height > limits.maxPixels) return refused("too-many-pixels");
    const { width, height } = sizeFor(full);
    return { kind: "photo", photo: resizeRaster(full, width, height), source };
  }
  const photo = await readRaw(open(bytes, limits), sizeFor(source));
  return photo === "unreadable" ? refused("unreadable") : { kind: "photo", photo, source };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size and facts from the header alone, with every refusal that needs no decoding. */
export async function photoSize(
  bytes: Uint8Array,
  limits: DecodeLimits,
): Promise<{ readonly kind: "size"; readonly source: SourceFacts } | Refused> {
  const format = sniff(bytes);
  if (bytes.length === 0) return refused("unreadable");
  if (format === "other-picture" || format === "not-a-picture") return refused("unsupported");
  if (format === "png" && isAnimatedPng(bytes)) return refused("animated");
  const header = await readHeader(bytes);
  if (header === undefined) return refused("unreadable");
  if (format !== "heic" && (header.pages ?? 1) > 1) return refused("animated");
  const { width, height } = header.autoOrient;
  if (width * height > limits.maxPixels) return refused("too-many-pixels");
  if (Math.min(width, height) < (limits.minSidePx ?? 64)) return refused("too-small");
  const source = {
    format,
    width,
    height,
    orientation: header.orientation ?? 1,
    hasProfile: header.hasProfile,
    hasAlpha: header.hasAlpha,
  };
  return { kind: "size", source };
}

/** libvips refuses more pixels by itself, should a header lie twice. */
const open = (bytes: Uint8Array, { maxPixels }: DecodeLimits): Sharp =>
  sharp(bytes, { failOn: "error", limitInputPixels: maxPixels, sequentialRead: true });

/** The header, or undefined for a file libvips cannot make sense of. */
async function readHeader(bytes: Uint8Array): Promise<Metadata | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    // libvips has one kind of error; with the bytes in memory it can only mean the file.
    return undefined;
  }
}

async function readRaw(image: Sharp, size: Size): Promise<Raster | "unreadable"> {
  try {
    const { data, info } = await image
      .autoOrient()
      .resize(size.width, size.height, { fit: "fill", kernel: "lanczos3", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`libvips gave ${info.channels} channels for sRGB without alpha`);
    return {
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
    };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("libvips gave")) throw error;
    return "unreadable";
  }
}

const refused = (reason: DecodeRefusal): Refused => ({ kind: "refused", reason });
