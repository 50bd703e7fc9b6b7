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

/** White where a mask is at least half, black elsewhere: one that was made larger is soft along its outline. */
export function atLeastHalf({ data, width, height }: Mask): Mask {
  const out = new Uint8Array(data.length);
  // The highest bit, spread over the byte: a choice for each pixel takes twice as long.
  for (let i = 0; i < out.length; i++) out[i] = -(data[i] >> 7);
  return { data: out, width, height };
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
