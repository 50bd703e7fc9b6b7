import { crc32 } from "node:zlib";
import { thumbLongSidePx, workingLongSidePx } from "#core/limits/limits.ts";
import sharp, { type Sharp } from "sharp";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";

/** IPTC's word for how a picture came to be, https://cv.iptc.org/newscodes/digitalsourcetype/ */
export type DigitalSourceType =
  "algorithmicallyEnhanced" | "compositeWithTrainedAlgorithmicMedia" | "compositeSynthetic";

export interface EncodeOptions {
  /** Written as XMP; without it the file carries nothing but that it is sRGB. */
  readonly digitalSourceType?: DigitalSourceType;
}

/** Lossless: decodes to exactly these pixels. 12 MP in about a second, at the price of some 10 % size. */
export async function encodePng(photo: Raster, options: EncodeOptions = {}): Promise<Uint8Array> {
  const file = await described(open(photo), options)
    .png({ compressionLevel: 2, adaptiveFiltering: true, palette: false })
    .toBuffer();
  return markSrgb(file);
}

/** JPEG without chroma subsampling. `quality` 95–100. */
export async function encodeJpeg(
  photo: Raster,
  options: EncodeOptions & { quality?: number } = {},
): Promise<Uint8Array> {
  const quality = Math.max(95, Math.min(100, options.quality ?? 95));
  return described(open(photo).withIccProfile("srgb"), options)
    .jpeg({ quality, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** For screens: the long side at most `longSidePx`, never enlarged. */
export async function encodeWebp(photo: Raster, { longSidePx, quality }: WebpSize): Promise<Uint8Array> {
  const scale = Math.min(1, longSidePx / Math.max(photo.width, photo.height));
  const small = resizeRaster(
    photo,
    Math.max(1, Math.round(photo.width * scale)),
    Math.max(1, Math.round(photo.height * scale)),
  );
  return open(small).withIccProfile("srgb").webp({ quality, effort: 3, smartSubsample: true }).toBuffer();
}

export interface WebpSize {
  readonly longSidePx: number;
  readonly quality: number;
}

export const workingCopy: WebpSize = { longSidePx: workingLongSidePx, quality: 85 };
export const thumbnail: WebpSize = { longSidePx: thumbLongSidePx, quality: 75 };

const open = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

/** Writes how the picture came to be into its file. */
export const described = (image: Sharp, { digitalSourceType }: EncodeOptions): Sharp =>
  digitalSourceType === undefined ? image : image.withXmp(xmp(digitalSourceType));

const xmp = (type: DigitalSourceType): string =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ` +
  `Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${type}"/>` +
  `</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Adds PNG's own sRGB chunk behind IHDR: 13 bytes, and unlike a profile no decoder may shift a value by it. */
function markSrgb(png: Uint8Array): Uint8Array {
  const behindHeader = 8 + 25;
  const chunk = Buffer.from([0, 0, 0, 1, 0x73, 0x52, 0x47, 0x42, 0, 0, 0, 0, 0]);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 9)), 9);
  return Buffer.concat([png.subarray(0, behindHeader), chunk, png.subarray(behindHeader)]);
}
