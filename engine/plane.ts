import { type Mask, type Raster } from "#engine/raster.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";

/** One real number a pixel, row-major: brightness, an alpha of 0–1, a depth. */
export interface Plane {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Throws RangeError unless `data` holds exactly `width × height` numbers. */
export function plane(data: Float32Array, width: number, height: number): Plane {
  if (data.length !== width * height)
    throw new RangeError(
      `Expected ${width * height} numbers for a ${width}×${height} plane but received ${data.length}`,
    );
  return { data, width, height };
}

export const emptyPlane = (width: number, height: number): Plane => ({
  data: new Float32Array(width * height),
  width,
  height,
});

/** Rec. 709 luma of the encoded sRGB values, 0–1: what edges and textures look like to the eye. */
export function lumaPlane(photo: Raster): Plane {
  const { data, width, height } = photo;
  const out = new Float32Array(width * height);
  for (let i = 0, j = 0; i < out.length; i++, j += 3)
    out[i] = (0.2126 * data[j] + 0.7152 * data[j + 1] + 0.0722 * data[j + 2]) / 255;
  return { data: out, width, height };
}

/** Relative luminance in linear light, 0–1: what adds up as light does. */
export function luminancePlane(photo: Raster): Plane {
  const { data, width, height } = photo;
  const out = new Float32Array(width * height);
  for (let i = 0, j = 0; i < out.length; i++, j += 3)
    out[i] =
      0.2126 * srgbToLinear[data[j]] +
      0.7152 * srgbToLinear[data[j + 1]] +
      0.0722 * srgbToLinear[data[j + 2]];
  return { data: out, width, height };
}

/** A mask as numbers 0–1. */
export function planeOfMask(mask: Mask): Plane {
  const data = new Float32Array(mask.data.length);
  for (let i = 0; i < data.length; i++) data[i] = mask.data[i] / 255;
  return { data, width: mask.width, height: mask.height };
}

/** Numbers 0–1 as a mask; values outside are clamped, and none is lost to rounding down. */
export function maskOfPlane(alpha: Plane): Mask {
  const data = new Uint8Array(alpha.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, Math.min(255, alpha.data[i] * 255 + 0.5));
  return { data, width: alpha.width, height: alpha.height };
}
