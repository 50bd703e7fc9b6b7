import sharp from "sharp";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * A photo made smaller by libvips, on its own threads: 20 ms of a core at 12 MP, where resizeRaster takes 100 of the
 * caller's thread. For what is only looked at or compared: the bytes are not resizeRaster's (triangles, not areas).
 */
export const shrinkPhoto = (photo: Raster, width: number, height: number): Promise<Raster> =>
  shrink(photo, 3, width, height);

/** As {@link shrinkPhoto}, of a mask: soft where pixels are shared. */
export const shrinkMask = (mask: Mask, width: number, height: number): Promise<Mask> =>
  shrink(mask, 1, width, height);

async function shrink(from: Raster | Mask, channels: 1 | 3, width: number, height: number): Promise<Raster> {
  if (from.width === width && from.height === height) return from;
  const raw = { width: from.width, height: from.height, channels };
  const data = await sharp(from.data, { raw })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .resize(width, height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  return { data, width, height };
}
