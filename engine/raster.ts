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

export const blankRaster = (width: number, height: number): Raster => ({
  data: new Uint8Array(width * height * 3),
  width,
  height,
});

export const emptyMask = (width: number, height: number): Mask => ({
  data: new Uint8Array(width * height),
  width,
  height,
});
