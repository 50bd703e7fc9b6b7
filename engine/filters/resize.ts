import { areaMean } from "#engine/filters/area-mean.ts";
import { linearRows, smoothRows } from "#engine/filters/enlarged-rows.ts";
import { halved } from "#engine/filters/halved.ts";
import { type Plane } from "#engine/plane.ts";
import { atLeastHalf, type Mask, type Raster } from "#engine/raster.ts";

/**
 * A raster at another size: smaller by area average (no moiré, exact mean), larger by Catmull-Rom (sharp, little ringing).
 * Each axis chooses for itself. Encoded values, not linear light.
 */
export function resizeRaster(photo: Raster, width: number, height: number): Raster {
  if (photo.width === width && photo.height === height) return photo;
  refuseNothing(width, height);
  if (isMuchSmaller(photo, width, height)) return resizeRaster(halved(photo), width, height);
  const narrow = Math.min(photo.width, width);
  const low = Math.min(photo.height, height);
  const data =
    narrow === photo.width && low === photo.height
      ? photo.data
      : toBytes(areaMean(photo.data, 3, photo.width, photo.height, narrow, low));
  if (narrow === width && low === height) return { data, width, height };
  const rowOf = smoothRows({ data, width: narrow, height: low }, width, height);
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) toBytes(rowOf(y), out.subarray(y * width * 3, (y + 1) * width * 3));
  return { data: out, width, height };
}

/** Whether a photo is so large, and so much of it goes, that it may be halved first: nothing is seen of the detour. */
const isMuchSmaller = (photo: Raster, width: number, height: number): boolean =>
  photo.width * photo.height >= 4_000_000 &&
  photo.width % 2 === 0 &&
  photo.height % 2 === 0 &&
  Math.max(width / photo.width, height / photo.height) < 0.3;

/** A raster of at most `maxPixels`, same shape to the nearest pixel; one that is small enough is returned as it is. */
export function shrinkTo(photo: Raster, maxPixels: number): Raster {
  const { width, height } = sizeWithin(photo.width, photo.height, maxPixels);
  return resizeRaster(photo, width, height);
}

/** The photo no longer than this on its longer side; smaller ones as they are. */
export function shrinkToSide(photo: Raster, longSide: number): Raster {
  const scale = Math.min(1, longSide / Math.max(photo.width, photo.height));
  const side = (px: number): number => Math.max(1, Math.round(px * scale));
  return resizeRaster(photo, side(photo.width), side(photo.height));
}

/** The largest whole size of this shape with at most `maxPixels` pixels, never larger than given, sides ≥ 1. */
export function sizeWithin(
  width: number,
  height: number,
  maxPixels: number,
): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  if (scale === 1) return { width, height };
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** A mask at another size, soft where pixels are shared: area average down, linear up. */
export function resizeMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask;
  const data = new Uint8Array(width * height);
  resample(mask, width, height, (row, y) => toBytes(row, data.subarray(y * width, (y + 1) * width)));
  return { data, width, height };
}

/** A mask at another size: 255 where at least half of what lies there is set, else 0. */
export function resizeHardMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return atLeastHalf(mask);
  const data = new Uint8Array(width * height);
  resample(mask, width, height, (row, y) => {
    for (let x = 0, i = y * width; x < width; x++, i++) if (row[x] >= 127.5) data[i] = 255;
  });
  return { data, width, height };
}

/** A plane at another size: area average down, linear up. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const data = new Float32Array(width * height);
  resample(plane, width, height, (row, y) => data.set(row, y * width));
  return { data, width, height };
}

/** @param take called for each row in order; the row's array is used again for the next */
function resample(
  source: Plane | Mask,
  width: number,
  height: number,
  take: (row: Float32Array, y: number) => void,
): void {
  refuseNothing(width, height);
  const narrow = Math.min(source.width, width);
  const low = Math.min(source.height, height);
  const shrunk =
    narrow === source.width && low === source.height
      ? Float32Array.from(source.data)
      : areaMean(source.data, 1, source.width, source.height, narrow, low);
  const isEnlarged = narrow < width || low < height;
  const rowOf = isEnlarged
    ? linearRows({ data: shrunk, width: narrow, height: low }, width, height)
    : (y: number) => shrunk.subarray(y * width, (y + 1) * width);
  for (let y = 0; y < height; y++) take(rowOf(y), y);
}

function refuseNothing(width: number, height: number): void {
  if (width < 1 || height < 1) throw new RangeError(`A picture cannot be ${width}×${height}`);
}

function toBytes(values: Float32Array, out = new Uint8Array(values.length)): Uint8Array {
  for (let i = 0; i < out.length; i++) {
    const v = values[i] + 0.5;
    out[i] = v <= 0 ? 0 : v >= 255 ? 255 : v;
  }
  return out;
}
