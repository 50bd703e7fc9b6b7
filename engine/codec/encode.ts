import { crc32 } from "node:zlib";
import { thumbLongSidePx, workingLongSidePx } from "#core/limits/limits.ts";
import sharp, { type Sharp } from "sharp";
import { withSrgbProfile } from "#engine/codec/jpeg-profile.ts";
import { shrinkPhoto } from "#engine/codec/shrink.ts";
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
  return withSrgbProfile(
    await described(open(photo), options).jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer(),
  );
}

/** What screens show of a photo, as WebP. */
export interface ScreenCopies {
  readonly working: Uint8Array;
  readonly thumb: Uint8Array;
}

/** The thumbnail is made from the working copy's pixels: the large photo is shrunk once, by the codecs' own threads. */
export async function encodeScreenCopies(photo: Raster): Promise<ScreenCopies> {
  const small = await shrunk(photo, workingCopy);
  const [working, thumb] = await Promise.all([
    encodeWebp(small, workingCopy),
    shrunk(small, thumbnail).then((tiny) => encodeWebp(tiny, thumbnail)),
  ]);
  return { working, thumb };
}

/** The long side at most `longSidePx`, never enlarged. */
function shrunk(photo: Raster, { longSidePx }: WebpSize): Promise<Raster> {
  const scale = Math.min(1, longSidePx / Math.max(photo.width, photo.height));
  const to = (px: number): number => Math.max(1, Math.round(px * scale));
  return shrinkPhoto(photo, to(photo.width), to(photo.height));
}

/**
 * Colour is kept at half the sharpness in the plain way: libwebp's careful one takes three times as long for what no
 * screen shows at this size. Effort 2 takes half the time of 3 and 3 % more bytes.
 */
const encodeWebp = (photo: Raster, { quality }: WebpSize): Promise<Uint8Array> =>
  open(photo).withIccProfile("srgb").webp({ quality, effort: 2 }).toBuffer();

interface WebpSize {
  readonly longSidePx: number;
  readonly quality: number;
}

const workingCopy: WebpSize = { longSidePx: workingLongSidePx, quality: 85 };
const thumbnail: WebpSize = { longSidePx: thumbLongSidePx, quality: 75 };

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
