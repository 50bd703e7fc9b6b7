import decode from "heic-decode";
import { type Metadata } from "sharp";
import { convertToSrgb } from "#engine/codec/icc-matrix.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * The first picture of a HEIC file by libheif, which turns it upright by itself. libheif leaves the colours in the
 * file's own space (Display P3 from iPhones), so they are converted here by the profile that `header` brings.
 */
export async function decodeHeic(
  bytes: Uint8Array,
  header: Metadata | undefined,
): Promise<Raster | "unreadable"> {
  const rgba = await readRgba(bytes);
  if (rgba === "unreadable") return rgba;
  const { width, height } = rgba;
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    const alpha = rgba.data[from + 3];
    if (alpha === 255) {
      data[to] = rgba.data[from];
      data[to + 1] = rgba.data[from + 1];
      data[to + 2] = rgba.data[from + 2];
    } else for (let c = 0; c < 3; c++) data[to + c] = 255 + ((rgba.data[from + c] - 255) * alpha) / 255 + 0.5;
  }
  const photo = { data, width, height };
  return header?.icc ? convertToSrgb(photo, header.icc) : photo;
}

async function readRgba(bytes: Uint8Array): Promise<Awaited<ReturnType<typeof decode>> | "unreadable"> {
  try {
    return await decode({ buffer: bytes });
  } catch {
    // libheif's errors say no more than that it could not read the file.
    return "unreadable";
  }
}
