/** A picture in memory: RGB, 8 bit, sRGB, upright, row-major, `width × height × 3` bytes. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** One value a pixel, 0–255, row-major, `width × height` bytes. As an edit mask, 255 = edit. */
export interface Mask {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Throws RangeError unless `data` holds exactly `width × height × 3` bytes. */
export function raster(data: Uint8Array, width: number, height: number): Raster {
  if (data.length !== width * height * 3)
    throw new RangeError(
      `Expected ${width * height * 3} bytes for ${width}×${height} RGB but received ${data.length}`,
    );
  return { data, width, height };
}

/** Throws RangeError unless `data` holds exactly `width × height` bytes. */
export function mask(data: Uint8Array, width: number, height: number): Mask {
  if (data.length !== width * height)
    throw new RangeError(
      `Expected ${width * height} bytes for a ${width}×${height} mask but received ${data.length}`,
    );
  return { data, width, height };
}

export const blankRaster = (width: number, height: number): Raster =>
  raster(new Uint8Array(width * height * 3), width, height);

export const emptyMask = (width: number, height: number): Mask =>
  mask(new Uint8Array(width * height), width, height);
