import sharp from "sharp";
import { type BatchFormat } from "#core/batch/op.ts";
import { described, type EncodeOptions } from "#engine/codec/encode.ts";
import { withSrgbProfile } from "#engine/codec/jpeg-profile.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * A file as it was asked for, sRGB, without metadata but for what `options` say. Quality 1–100 of JPEG, WebP and AVIF; from 90 up colours are
 * kept at full resolution. PNG is lossless.
 */
export async function encodeAs(
  photo: Raster,
  format: BatchFormat,
  quality: number,
  options: EncodeOptions = {},
): Promise<Uint8Array> {
  const { data, width, height } = photo;
  const raw = sharp(data, { raw: { width, height, channels: 3 } });
  const image = described(raw, options);
  const chromaSubsampling = quality >= 90 ? "4:4:4" : "4:2:0";
  switch (format) {
    case "jpeg":
      // The standard's Huffman tables: files larger by some 2.5 %, written in less than half the time.
      return withSrgbProfile(
        await image.jpeg({ quality, chromaSubsampling, optimiseCoding: false }).toBuffer(),
      );
    case "png":
      return image.withIccProfile("srgb").png({ compressionLevel: 6 }).toBuffer();
    case "webp":
      return image
        .withIccProfile("srgb")
        .webp({ quality, effort: 3, smartSubsample: quality >= 90 })
        .toBuffer();
    case "avif":
      return image.withIccProfile("srgb").avif({ quality, effort: 2, chromaSubsampling }).toBuffer();
  }
}
